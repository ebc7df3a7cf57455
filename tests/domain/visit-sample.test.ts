import { describe, expect, it } from 'vitest';
import { stripClickId, stripText, stripUrl } from '../../edge/domain/strip-persons.ts';
import { sampleVisit } from '../../edge/domain/visit-sample.ts';
import { aVisit } from '../support/rules.ts';

const SHOP = 'https://shop.example';

describe('of a page’s address', () => {
  it.each([
    ['/kitchens/%D0%BA%D1%83%D1%85%D0%BD%D0%B8/12345678901', 'a path and its numbers'],
    ['/?utm_source=ya+direct&utm_campaign=c_1&utm_term=%D0%BA%D1%83%D1%85%D0%BD%D0%B8', 'tags'],
    ['/?campaign_name=spring&ad_id=123456789012&hotel=7&mailing=9&author=a&promo', 'what names an advert'],
    ['/?erid=2VtzqwXyZ123&roistat=google1_g_123&_openstat=eWE7Y2FtcA', 'the marks of adverts'],
    ['/?a=1&a=2&&=x&b=', 'what is odd'],
    ['/?q=%E0%A4&x=%', 'what is of another encoding'],
    ['/@shop?utm_source=@channel&at=5@home', 'names of channels'],
    ['', 'nothing but the host'],
  ])('keeps %s: %s', (address) => {
    expect(stripUrl(SHOP + address)).toBe(SHOP + address);
  });

  it.each([
    ['/a?b=c#d?e', '/a?b=c', 'the fragment'],
    ['/#/users/7', '/', 'a route behind it'],
    ['/?yclid=174412345678901234&x=1', '/?yclid=1744…&x=1', 'the rest of a click id'],
    ['/?GCLID=CjwKCAiA&gbraid=0AAAAAx', '/?GCLID=CjwK…&gbraid=0AAA…', 'of any case'],
    ['/?rb_clickid=abcdefg&x_clid=abcdefg', '/?rb_clickid=abcd…&x_clid=abcd…', 'of others that are named so'],
    ['/?_gl=1*abc*_ga*12345', '/?_gl=1*ab…', 'ids that travel from site to site'],
    ['/?to=ann%40mail.example', '/?to=…', 'a mail address'],
    ['/?to=ann@mail.example', '/?to=…', 'a mail address as it is'],
    ['/?utm_content=ann%40mail.example', '/?utm_content=…', 'a mail address in a tag'],
    ['/u/ann@mail.example/orders', '/u/…/orders', 'a mail address in the path'],
    ['/?ann@mail.example', '/?…', 'a mail address without a name'],
    ['/?p=%2B7%20916%20123-45-67', '/?p=…', 'a telephone'],
    ['/?p=+79161234567', '/?p=…', 'a telephone whose plus was not encoded'],
    ['/?p=89161234567', '/?p=…', 'a telephone without a plus'],
    ['/?p=8(916)123-45-67', '/?p=…', 'a telephone as people write it'],
    ['/call/+49301234567', '/call/…', 'a telephone in the path'],
    [
      '/?userEmail=ann&phone=1&tel=2&sid=abc&user_id=7&name=Ann',
      '/?userEmail=…&phone=…&tel=…&sid=…&user_id=…&name=…',
      'what is named like a person’s data',
    ],
  ])('takes of %s: %s leaves (%s)', (address, left) => {
    expect(stripUrl(SHOP + address)).toBe(SHOP + left);
  });

  it('is not held up by an address that was made to be slow', () => {
    const hostile = `${SHOP}/${'+1 '.repeat(300)}?${' '.repeat(500)}=${'('.repeat(500)}&${'user'.repeat(100)}=1`;
    expect(stripUrl(hostile)).toBe(hostile);
  });
});

it('of a tag keeps all but mail addresses and telephones', () => {
  expect(['Yandex_Direct', '123456789012', 'ann@mail.example', '+7 916 123-45-67'].map(stripText)).toEqual([
    'Yandex_Direct',
    '123456789012',
    '…',
    '…',
  ]);
});

it('of a click id keeps the beginning, of the mark of an advert all', () => {
  expect(stripClickId('yclid', '174412345678901234')).toBe('1744…');
  expect(stripClickId('unheard_of', 'abcdef')).toBe('abcd…');
  expect(stripClickId('gclid', 'test')).toBe('test');
  expect(stripClickId('gclid', '')).toBe('');
  expect(stripClickId('roistat', 'google1_g_123')).toBe('google1_g_123');
});

describe('a sample', () => {
  const place = { site: 'site', campaign: 'cmp', draw: 0.25 };

  it('has what rules look at and the minute, and nothing else', () => {
    const visit = aVisit('utm_source=ya&gclid=CjwKCAiA#top', {
      referrer: 'https://blog.example/?email=ann#a',
      city: 'Tver',
      at: Date.parse('2026-11-23T09:59:59.999Z'),
    });
    const touch = {
      ...visit.touch,
      ageS: 86_400,
      visitor: 'v_1',
      phone: '+79161234567',
    } as typeof visit.touch;
    const seen = { ...visit, page: `${visit.page}#form`, touch, address: '203.0.113.7' };
    const page = 'https://shop.example/kitchens?utm_source=ya&gclid=CjwK…';
    expect(sampleVisit(seen, place)).toEqual({
      ...place,
      visit: {
        touch: {
          source: 'ya',
          medium: null,
          campaign: null,
          content: null,
          term: null,
          clickIds: { gclid: 'CjwK…' },
          referrer: 'https://blog.example/?email=…',
          landing: page,
          type: 'cpc',
          ageS: 0,
        },
        page,
        country: null,
        region: null,
        city: 'Tver',
        device: null,
        language: null,
        visitor: 'new',
        at: Date.parse('2026-11-23T09:59:00Z'),
      },
    });
  });

  it('may be of a visit without a touch', () => {
    expect(sampleVisit({ ...aVisit(), touch: null }, place).visit.touch).toBeNull();
  });
});
