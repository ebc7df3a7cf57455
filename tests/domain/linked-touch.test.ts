import { describe, expect, it } from 'vitest';
import { isLinkedTouchLast, packTouch, unpackTouch } from '../../edge/domain/linked-touch.ts';
import { computeTouch, type Touch } from '../../shared/touch.ts';

const touchOf = (url: string, { referrer = '', ageS = 0 } = {}): Touch => ({
  ...computeTouch(url, referrer, () => false),
  ageS,
});
const ADVERT = 'https://a.example/oak?utm_source=yandex&utm_medium=cpc&yclid=17';

describe('the touch that a link carries', () => {
  it('comes out as it went in, and older', () => {
    const touch = touchOf(ADVERT, { referrer: 'https://yandex.ru/search', ageS: 40 });
    const packed = packTouch(touch);
    expect(packed && unpackTouch(packed, 2_400)).toEqual({ ...touch, ageS: 42 });
    expect(packed && unpackTouch(packed, -5_000).ageS).toBe(40);
  });

  it('keeps the tags of an address that is too long, and is never long itself', () => {
    const touch = touchOf(`${ADVERT}&filter=${'x'.repeat(1500)}`, {
      referrer: `https://b.example/${'y'.repeat(1500)}`,
    });
    const packed = packTouch(touch);
    expect(JSON.stringify(packed).length).toBeLessThan(1000);
    expect(packed && unpackTouch(packed, 0)).toMatchObject({
      source: 'yandex',
      medium: 'cpc',
      type: 'cpc',
      clickIds: { yclid: '17' },
    });
  });

  it('is none where nothing is known', () => {
    expect([packTouch(null), packTouch(touchOf(''))]).toEqual([null, null]);
  });

  it.each([
    ['an advert over nothing', touchOf(ADVERT, { ageS: 900 }), null, true],
    ['an advert over a plain arrival', touchOf(ADVERT, { ageS: 900 }), touchOf('https://b.example/'), true],
    [
      'an older advert not over a newer one',
      touchOf(ADVERT, { ageS: 900 }),
      touchOf(ADVERT, { ageS: 60 }),
      false,
    ],
    ['a newer advert over an older one', touchOf(ADVERT, { ageS: 60 }), touchOf(ADVERT, { ageS: 900 }), true],
    [
      'a plain arrival not over an advert',
      touchOf('https://a.example/'),
      touchOf(ADVERT, { ageS: 900 }),
      false,
    ],
    ['the first plain arrival', touchOf('https://a.example/'), touchOf('https://b.example/'), true],
  ])('is the last that names a source: %s', (_name, brought, known, isLast) => {
    expect(isLinkedTouchLast(brought, known)).toBe(isLast);
  });
});
