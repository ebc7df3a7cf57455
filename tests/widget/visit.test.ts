import { describe, expect, it } from 'vitest';
import { computeTouch } from '../../shared/touch.ts';
import {
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

function arrive(visit: Visit, url: string, { referrer = '', isNew = true, now = T0 } = {}): Visit {
  return recordTouch(visit, {
    touch: computeTouch(url, referrer, (host) => host.endsWith('shop.example')),
    isNew,
    now,
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
    expect(arrive(first, PLAIN, { referrer: 'https://ya.ru/', isNew: false })).toBe(first);
  });

  it('stays as it is on another page of the site whose link carries the same tags', () => {
    const first = arrive(NO_VISIT, YANDEX);
    expect(arrive(first, YANDEX.replace('/?', '/about?'), { now: T0 + 60_000 })).toBe(first);
  });

  it('is another one when the same source brings the visitor back', () => {
    const again = arrive(arrive(NO_VISIT, YANDEX), YANDEX, { now: T0 + DAY });
    expect([again.recordedAt, again.touch?.source]).toEqual([T0 + DAY, 'yandex']);
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

  it('is made of what servers accept in a cookie, whatever the tags say', () => {
    const url = new URL('https://shop.example/a;b|c');
    url.search = `utm_source=${encodeURIComponent('Яндекс; "кавычки", ~')}&utm_term=a;b,c|d\\e`;
    const visit = arrive(NO_VISIT, url.href, { referrer: 'https://blog.example/x;y|z' });
    const text = encodeVisit(visit);
    expect(text).toMatch(/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/);
    const { touch } = decodeVisit(text);
    expect([touch?.source, touch?.term]).toEqual(['Яндекс; "кавычки", ~', 'a;b,c|d\\e']);
    expect([touch?.type, touch?.referrer]).toEqual(['other', 'https://blog.example/x%3By%7Cz']);
  });

  it.each([
    ['landing page', `https://shop.example/${'p'.repeat(600)}?utm_source=s&gclid=g`, ['s', { gclid: 'g' }]],
    ['other parameters', `${YANDEX}&x=${'x'.repeat(900)}&gclid=g`, ['yandex', { gclid: 'g' }]],
    [
      'click ids',
      `https://shop.example/?utm_source=s&gclid=${'g'.repeat(512)}&yclid=y`,
      ['s', { yclid: 'y' }],
    ],
    [
      'term and content',
      `https://shop.example/?utm_source=s&utm_term=${'t'.repeat(500)}&utm_content=${'c'.repeat(500)}&gclid=g`,
      ['s', { gclid: 'g' }],
    ],
    ['long tags', `https://shop.example/?utm_source=s&utm_campaign=${'я'.repeat(512)}`, ['s', {}]],
  ])('sheds from the touch what does not fit into 1 KB: %s', (_name, url, [source, clickIds]) => {
    const referrer = `https://blog.example/${'r'.repeat(300)}`;
    const text = encodeVisit(arrive({ ...full, touch: null }, url, { referrer }));
    const back = decodeVisit(text);
    expect(`_ringlet=${text}`.length).toBeLessThanOrEqual(1024);
    expect([back.visitor, back.lease, back.recordedAt]).toEqual([full.visitor, LEASE, T0]);
    expect([back.touch?.source, back.touch?.clickIds]).toEqual([source, clickIds]);
    expect(back.touch?.referrer).toMatch(/^https:\/\/blog\.example\/r+$/);
  });

  it.each([
    '',
    'x',
    '3||||0|0||',
    '2|v_short||0|0||',
    `2|${mintVisitor()}|<script>|0|0||`,
    '2|||NaN|0||',
    `2|${mintVisitor()}`,
    `1~${mintVisitor()}~a.b~5~6~mark~AAAA`,
    '%E0%A4%A',
  ])('counts as absent when it is damaged or of another version: %s', (text) => {
    expect(decodeVisit(text)).toEqual(NO_VISIT);
  });

  it('loses only the touch when only the touch is damaged', () => {
    const visitor = mintVisitor();
    expect(decodeVisit(`2|${visitor}|a.b|5|6||AAAA`)).toMatchObject({ visitor, lease: 'a.b', touch: null });
  });
});
