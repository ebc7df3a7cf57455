import { describe, expect, it } from 'vitest';
import { computeTouch } from '../../shared/touch.ts';

const own = (host: string) => host === 'shop.example';
const touch = (query: string, referrer = '') =>
  computeTouch(`https://shop.example/a?${query}#frag`, referrer, own);

describe('how a session began', () => {
  it('takes the five UTM tags, whatever the case of their names, and never changes their values', () => {
    expect(
      touch('utm_source=Yandex&UTM_MEDIUM=CPC&utm_campaign=New%20Cars&utm_content=a+b&utm_term=%D0%B0'),
    ).toMatchObject({
      source: 'Yandex',
      medium: 'CPC',
      campaign: 'New Cars',
      content: 'a b',
      term: 'а',
    });
  });

  it('takes the first of repeated tags that says something, and no unexpanded macro', () => {
    expect(touch('utm_source=&utm_source=b&utm_source=c').source).toBe('b');
    expect(touch('utm_source=a&utm_campaign=%7Bcampaign_id%7D').campaign).toBeNull();
  });

  it('keeps click ids as they are', () => {
    expect(touch('yclid=18446744073709551615&gclid=AbC-_x').clickIds).toEqual({
      yclid: '18446744073709551615',
      gclid: 'AbC-_x',
    });
  });

  it.each([
    ['', '', 'direct'],
    ['', 'https://shop.example/other', 'direct'],
    ['', 'https://blog.example/post', 'referral'],
    ['', 'https://www.google.com/', 'organic'],
    ['', 'https://yandex.ru/search/', 'organic'],
    ['', 'https://vk.com/feed', 'social'],
    ['gclid=1', 'https://www.google.com/', 'cpc'],
    ['utm_source=x&utm_medium=cpc', '', 'cpc'],
    ['utm_source=x&utm_medium=email', '', 'email'],
    ['utm_source=x', 'https://www.google.com/', 'other'],
  ])('?%s from %j is %s', (query, referrer, type) => {
    expect(touch(query, referrer).type).toBe(type);
  });

  it('leaves the fragment out and cuts what is too long', () => {
    expect(touch('utm_source=a').landing).toBe('https://shop.example/a?utm_source=a');
    expect(touch(`utm_source=${'x'.repeat(600)}`).source).toHaveLength(512);
    expect(touch(`a=${'x'.repeat(4000)}`).landing).toHaveLength(2048);
  });

  it('says nothing of an address that is none', () => {
    expect(computeTouch('nonsense', 'also nonsense', own)).toMatchObject({
      type: 'direct',
      landing: '',
      referrer: null,
    });
  });
});
