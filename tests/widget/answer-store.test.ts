import { afterEach, describe, expect, it, vi } from 'vitest';
import { canRepeat, readAnswer, type StoredAnswer, writeAnswer } from '../../widget/answer-store.ts';
import { NO_VISIT, type Visit } from '../../widget/visit.ts';

const NOW = 1_795_000_000_000;
const STORED: StoredAnswer = {
  answer: { visitor: 'v_1', session: 's_1', renewAfterS: 240, campaign: null, swaps: [], lease: 'a.b' },
  reason: 'leased',
  receivedAt: NOW,
  version: 3,
  touchedAt: NOW - 5000,
};
const VISIT: Visit = {
  ...NO_VISIT,
  visitor: 'v_1',
  lease: 'a.b',
  recordedAt: NOW - 5000,
  answerUntil: NOW + 240_000,
};

describe('a repeat page view', () => {
  it('is answered from the stored answer', () => {
    expect(canRepeat(STORED, VISIT, 3, NOW + 1000)).toBe(true);
    expect(canRepeat(STORED, VISIT, 3, NOW + 239_999)).toBe(true);
  });

  it.each<[string, Partial<Visit>]>([
    ['there is another touch', { recordedAt: NOW - 1 }],
    ['the cookie has another lease', { lease: 'c.d' }],
    ['the cookie has another visitor', { visitor: 'v_2' }],
    ['the cookie is gone', NO_VISIT],
    ['the cookie says that the answer has ended', { answerUntil: NOW + 500 }],
  ])('asks when %s', (_name, over) => {
    expect(canRepeat(STORED, { ...VISIT, ...over }, 3, NOW + 1000)).toBe(false);
  });

  it('asks when the time to renew has come, the clock went backwards or the site was changed', () => {
    expect(canRepeat(STORED, VISIT, 3, NOW + 240_000)).toBe(false);
    expect(canRepeat(STORED, VISIT, 3, NOW - 1)).toBe(false);
    expect(canRepeat(STORED, VISIT, 4, NOW + 1000)).toBe(false);
  });
});

describe('the answer store', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('keeps one answer per site', () => {
    writeAnswer('site1', STORED);
    expect(readAnswer('site1')).toEqual(STORED);
    expect(readAnswer('site2')).toBeNull();
    writeAnswer('site1', null);
    expect(localStorage.getItem('_ringlet:site1')).toBeNull();
  });

  it.each([
    '{',
    'null',
    '{"receivedAt":1}',
    '{"receivedAt":1,"answer":{"renewAfterS":5,"swaps":[{"number":"<b>"}]}}',
  ])('takes %s for nothing', (text) => {
    localStorage.setItem('_ringlet:site1', text);
    expect(readAnswer('site1')).toBeNull();
  });

  it('keeps nothing where the browser refuses storage', () => {
    const refuse = () => {
      throw new DOMException('no', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
    writeAnswer('site1', STORED);
    writeAnswer('site1', null);
    expect(readAnswer('site1')).toBeNull();
  });
});
