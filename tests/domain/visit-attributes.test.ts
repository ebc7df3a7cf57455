import { describe, expect, it } from 'vitest';
import { languageOf } from '../../edge/domain/accept-language.ts';
import { localTimeIn } from '../../edge/domain/local-time.ts';
import { sourceTypeOf } from '../../edge/domain/source-type.ts';
import { isPerPage, readAttribute, type Visit } from '../../edge/domain/visit-attributes.ts';
import { CONDITION_TYPES, type ConditionType } from '../../shared/contract/admin/condition.ts';
import { deviceOf } from '../../shared/device.ts';
import { computeTouch } from '../../shared/touch.ts';
import { aVisit } from '../support/rules.ts';

const read = (type: ConditionType, visit: Visit, param?: string, timeZone = 'UTC') =>
  readAttribute(param === undefined ? { type } : { type, param }, visit, localTimeIn(timeZone));

const TAGS = 'utm_source=Ya&utm_medium=cpc&utm_campaign=c&utm_content=d&utm_term=t';
const google = { referrer: 'https://www.google.ru/search?q=%D0%BA%D1%83%D1%85%D0%BD%D0%B8' };

const READINGS: [ConditionType, string | undefined, Visit, string[]][] = [
  ['utm_source', undefined, aVisit(TAGS), ['Ya']],
  ['utm_medium', undefined, aVisit(TAGS), ['cpc']],
  ['utm_campaign', undefined, aVisit(TAGS), ['c']],
  ['utm_content', undefined, aVisit(TAGS), ['d']],
  ['utm_term', undefined, aVisit(TAGS), ['t']],
  ['query', 'colour', aVisit('a=1&Colour=red'), ['red']],
  ['query', 'COLOUR', aVisit('colour=&colour=blue'), ['blue']],
  ['query', 'promo', aVisit('promo'), ['']],
  ['click_id', 'gclid', aVisit('gclid=AbC&yclid=12'), ['AbC']],
  ['click_id', undefined, aVisit('gclid=AbC&yclid=12'), ['AbC', '12']],
  ['referrer', undefined, aVisit('', google), ['https://www.google.ru/search?q=кухни']],
  ['source_type', undefined, aVisit(TAGS), ['cpc']],
  ['channel', undefined, aVisit('utm_source=news&utm_medium=email'), ['email']],
  [
    'landing',
    undefined,
    aVisit('a=1', { page: 'https://shop.example/b' }),
    ['https://shop.example/kitchens?a=1'],
  ],
  ['page', undefined, aVisit('', { page: 'https://shop.example/%D0%B0' }), ['https://shop.example/а']],
  ['page', undefined, aVisit('', { page: 'https://shop.example/%D0' }), ['https://shop.example/%D0']],
  ['country', undefined, aVisit('', { country: 'RU' }), ['RU']],
  ['region', undefined, aVisit('', { region: 'Moscow' }), ['Moscow']],
  ['city', undefined, aVisit('', { city: 'Tver' }), ['Tver']],
  ['device', undefined, aVisit('', { device: 'tablet' }), ['tablet']],
  ['language', undefined, aVisit('', { language: 'ru-RU' }), ['ru-RU', 'ru']],
  ['language', undefined, aVisit('', { language: 'ru' }), ['ru']],
  ['visitor', undefined, aVisit('', { visitor: 'returning' }), ['returning']],
  ['weekday', undefined, aVisit(), ['1']],
  ['hour', undefined, aVisit(), ['9']],
];

describe('an attribute of a visit', () => {
  it.each(READINGS)('%s %s is read', (type, param, visit, expected) => {
    expect(read(type, visit, param)).toEqual(expected);
  });

  it('is read for every type', () => {
    expect(new Set(READINGS.map(([type]) => type))).toEqual(new Set(CONDITION_TYPES));
  });

  it('is nothing where the visit has none', () => {
    const always = ['landing', 'page', 'source_type', 'channel', 'visitor', 'weekday', 'hour'];
    for (const type of CONDITION_TYPES.filter((known) => !always.includes(known))) {
      expect([type, read(type, aVisit(), 'gclid')]).toEqual([type, []]);
    }
    expect(read('query', aVisit('', { page: 'no?url' }), 'url')).toEqual([]);
    expect(read('click_id', aVisit(), 'constructor')).toEqual([]);
  });

  it('changes from page to page only for page, parameter, time and visitor', () => {
    expect(CONDITION_TYPES.filter((type) => isPerPage({ type }))).toEqual([
      'query',
      'page',
      'visitor',
      'weekday',
      'hour',
    ]);
  });
});

describe('the source type (S2-50)', () => {
  it.each([
    ['', '', 'direct'],
    ['', 'https://shop.example/other', 'direct'],
    ['', 'https://blog.example/', 'referral'],
    ['', 'https://vk.com/', 'referral'],
    ['', 'https://yandex.ru/', 'organic'],
    ['ysclid=x', 'https://yandex.ru/', 'organic'],
    ['utm_term=anything', '', 'cpc'],
    ['utm_source=news&utm_medium=email', 'https://mail.example/', 'cpc'],
    ['utm_source=ya', 'https://yandex.ru/', 'cpc'],
    ['gclid=x', 'https://www.google.com/', 'cpc'],
  ])('of ?%s from "%s" is %s', (query, referrer, expected) => {
    const touch = computeTouch(`https://shop.example/?${query}`, referrer, (host) => host === 'shop.example');
    expect(sourceTypeOf(touch)).toBe(expected);
  });
});

describe('weekday and hour', () => {
  it.each([
    ['2026-11-23T20:59:59Z', 'Europe/Moscow', 1, 23],
    ['2026-11-23T21:00:00Z', 'Europe/Moscow', 2, 0],
    ['2026-11-29T12:00:00Z', 'UTC', 7, 12],
    ['2026-11-23T18:29:59Z', 'Asia/Kolkata', 1, 23],
    ['2026-11-23T18:30:00Z', 'Asia/Kolkata', 2, 0],
    ['2026-03-29T00:59:59Z', 'Europe/London', 7, 0],
    ['2026-03-29T01:00:00Z', 'Europe/London', 7, 2],
    ['2026-11-23T04:00:00Z', 'America/New_York', 7, 23],
  ])('of %s in %s are %i and %i', (at, timeZone, weekday, hour) => {
    expect(localTimeIn(timeZone)(Date.parse(at))).toEqual({ weekday, hour });
  });
});

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148';
const PIXEL = 'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36';
const GALAXY_TAB = 'Mozilla/5.0 (Linux; Android 15; SM-X710) AppleWebKit/537.36 Chrome/156.0 Safari/537.36';

it.each([
  [IPHONE, 'mobile'],
  [PIXEL, 'mobile'],
  [GALAXY_TAB, 'tablet'],
  ['Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) Mobile/15E148', 'tablet'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36', 'desktop'],
  ['', null],
  [undefined, null],
])('tells by the user agent %s that it is %s', (userAgent, expected) => {
  expect(deviceOf(userAgent)).toBe(expected);
});

it.each([
  ['ru-RU,ru;q=0.9,en;q=0.8', 'ru-RU'],
  ['en', 'en'],
  [' zh-Hant-TW ; q=1', 'zh-Hant-TW'],
  ['*', null],
  ['<script>', null],
  ['', null],
  [undefined, null],
])('takes from the header "%s" the language %s', (header, expected) => {
  expect(languageOf(header)).toBe(expected);
});
