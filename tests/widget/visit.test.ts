import { describe, expect, it } from 'vitest';
import {
  type Arrival,
  decodeVisit,
  encodeVisit,
  mergeVisits,
  mintVisitor,
  NO_VISIT,
  recordTouch,
  touchAt,
  type Visit,
} from '../../widget/visit.ts';

const DAY = 86_400_000;
const T0 = 1_795_000_000_000;
const LEASE = `${'a'.repeat(280)}.${'b'.repeat(43)}`;

function arrive(visit: Visit, url: string, over: Partial<Arrival> = {}): Visit {
  return recordTouch(visit, {
    url,
    referrer: '',
    isOwnHost: (host) => host.endsWith('shop.example'),
    isNewArrival: true,
    now: T0,
    ...over,
  });
}

const YANDEX = 'https://shop.example/?utm_source=yandex&utm_medium=cpc';
const GOOGLE = 'https://shop.example/?utm_source=google&utm_medium=cpc';
const PLAIN = 'https://shop.example/about';

describe('the last touch that names a source', () => {
  it('replaces an older one', () => {
    const visit = arrive(arrive(NO_VISIT, YANDEX), GOOGLE, { now: T0 + DAY });
    expect([visit.touch?.source, visit.recordedAt]).toEqual(['google', T0 + DAY]);
  });

  it('is not replaced by a direct one', () => {
    const first = arrive(NO_VISIT, YANDEX);
    expect(arrive(first, PLAIN, { now: T0 + DAY })).toBe(first);
  });

  it('is not replaced by a page of the same site', () => {
    const first = arrive(NO_VISIT, YANDEX);
    expect(arrive(first, PLAIN, { referrer: 'https://shop.example/', now: T0 + 1000 })).toBe(first);
  });

  it('is replaced by a referral only when no session is under way', () => {
    const visit = { ...arrive(NO_VISIT, YANDEX), answerUntil: T0 + 240_000 };
    for (const referrer of ['https://pay.example/done', 'https://vk.com/feed']) {
      const during = arrive(visit, PLAIN, { referrer, now: T0 + 600_000 });
      expect(during.touch?.source).toBe('yandex');
      const after = arrive(visit, PLAIN, { referrer, now: T0 + 240_000 + 30 * 60_000 });
      expect([after.touch?.source, after.touch?.referrer]).toEqual([null, referrer]);
    }
  });

  it('is always replaced by a search engine, which clears its tags', () => {
    const visit = { ...arrive(NO_VISIT, YANDEX), answerUntil: T0 + 240_000 };
    const { touch } = arrive(visit, PLAIN, { referrer: 'https://www.google.com/', now: T0 + 1 });
    expect([touch?.type, touch?.source]).toEqual(['organic', null]);
  });

  it('wins for 180 days and no longer', () => {
    const first = arrive(NO_VISIT, YANDEX);
    expect(arrive(first, PLAIN, { now: T0 + 180 * DAY - 1 }).touch?.source).toBe('yandex');
    expect(arrive(first, PLAIN, { now: T0 + 180 * DAY }).touch?.type).toBe('direct');
  });

  it('keeps a direct touch until there is a better one', () => {
    const first = arrive(NO_VISIT, PLAIN);
    expect(first.touch?.type).toBe('direct');
    expect(arrive(first, PLAIN, { referrer: 'https://blog.example/', now: T0 + 1000 }).touch?.type).toBe(
      'referral',
    );
  });

  it('stays as it is when the landing page is loaded again', () => {
    const first = arrive(NO_VISIT, YANDEX);
    expect(arrive(first, YANDEX, { now: T0 + 60_000 })).toBe(first);
    expect(arrive(first, PLAIN, { referrer: 'https://ya.ru/', isNewArrival: false })).toBe(first);
  });

  it('is dated anew, but not another one, when the same source brings the visitor back', () => {
    const first = arrive(NO_VISIT, YANDEX);
    const again = arrive(first, YANDEX, { now: T0 + DAY });
    expect([again.recordedAt, again.touchMark]).toEqual([T0 + DAY, first.touchMark]);
  });

  it('has its age in seconds, never negative', () => {
    const visit = arrive(NO_VISIT, YANDEX);
    expect(touchAt(visit, T0 + 90_500)?.ageS).toBe(90);
    expect(touchAt(visit, T0 - 5000)?.ageS).toBe(0);
    expect(touchAt(NO_VISIT, T0)).toBeNull();
  });

  it('survives a cookie of another tab that has an older one', () => {
    const stored = arrive({ ...NO_VISIT, visitor: mintVisitor() }, YANDEX);
    const inMemory = arrive(NO_VISIT, GOOGLE, { now: T0 + 1000 });
    expect(mergeVisits(stored, inMemory)).toMatchObject({
      visitor: stored.visitor,
      touch: { source: 'google' },
    });
    expect(mergeVisits(stored, arrive(NO_VISIT, PLAIN, { now: T0 + 1000 })).touch?.source).toBe('yandex');
  });
});

describe('the cookie value', () => {
  const full: Visit = {
    ...arrive(NO_VISIT, YANDEX),
    visitor: mintVisitor(),
    lease: LEASE,
    answerUntil: T0 + 240_000,
  };

  it('mints visitors of 128 random bits', () => {
    expect(mintVisitor()).toMatch(/^v_[A-Za-z0-9_-]{22}$/);
    expect(mintVisitor()).not.toBe(mintVisitor());
  });

  it('gives back what went in', () => {
    expect(decodeVisit(encodeVisit(full))).toEqual(full);
    expect(decodeVisit(encodeVisit(NO_VISIT))).toEqual(NO_VISIT);
  });

  it('needs no escaping, whatever the tags say', () => {
    const visit = arrive(
      NO_VISIT,
      `https://shop.example/?utm_source=${encodeURIComponent('Яндекс; "кавычки", ~')}`,
    );
    const text = encodeVisit(visit);
    expect(text).toMatch(/^[\w~.-]*$/);
    expect(decodeVisit(text).touch?.source).toBe('Яндекс; "кавычки", ~');
  });

  it.each([
    ['landing', `https://shop.example/${'p'.repeat(600)}?utm_source=s&gclid=g`, ['s', { gclid: 'g' }]],
    ['click ids', `https://shop.example/?utm_source=s&gclid=${'g'.repeat(512)}`, ['s', {}]],
    [
      'term and content',
      `https://shop.example/?utm_source=s&utm_term=${'t'.repeat(500)}&utm_content=${'c'.repeat(500)}`,
      ['s', {}],
    ],
    [
      'everything',
      `https://shop.example/?utm_source=${'s'.repeat(512)}&utm_campaign=${'c'.repeat(512)}`,
      [undefined, undefined],
    ],
  ])('sheds from the touch what does not fit into 1 KB: %s', (_name, url, [source, clickIds]) => {
    const visit = arrive({ ...full, touch: null }, url, {
      referrer: `https://blog.example/${'r'.repeat(300)}`,
    });
    const text = encodeVisit(visit);
    const back = decodeVisit(text);
    expect(`_ringlet=${text}`.length).toBeLessThanOrEqual(1024);
    expect([back.visitor, back.lease, back.touchMark]).toEqual([full.visitor, LEASE, visit.touchMark]);
    expect([back.touch?.source, back.touch?.clickIds]).toEqual([source, clickIds]);
  });

  it.each([
    '',
    'x',
    '2~~~0~0~~',
    '1~v_short~~0~0~~',
    `1~${mintVisitor()}~<script>~0~0~~`,
    '1~~~NaN~0~~',
    `1~${mintVisitor()}`,
    '%E0%A4%A',
  ])('counts as absent when it is damaged: %s', (text) => {
    expect(decodeVisit(text)).toEqual(NO_VISIT);
  });

  it('loses only the touch when only the touch is damaged', () => {
    const visitor = mintVisitor();
    expect(decodeVisit(`1~${visitor}~a.b~5~6~mark~AAAA`)).toMatchObject({
      visitor,
      lease: 'a.b',
      touch: null,
    });
  });
});
