import { describe, expect, it } from 'vitest';
import {
  canRepeat,
  openAnswerStore,
  type RepeatFacts,
  type StoredAnswer,
} from '../../widget/answer-store.ts';
import { NO_VISIT } from '../../widget/visit.ts';

const NOW = 1_795_000_000_000;
const STORED: StoredAnswer = {
  answer: { visitor: 'v_1', session: 's_1', renewAfterS: 240, campaign: null, swaps: [], lease: 'a.b' },
  reason: 'leased',
  receivedAt: NOW,
  version: 3,
  touchMark: 'mark',
};
const FACTS: RepeatFacts = {
  visit: { ...NO_VISIT, visitor: 'v_1', lease: 'a.b', touchMark: 'mark', answerUntil: NOW + 240_000 },
  version: 3,
  matchPerPage: false,
  now: NOW + 1000,
};
const visit = (over: Partial<RepeatFacts['visit']>) => ({ visit: { ...FACTS.visit, ...over } });

describe('a repeat page view', () => {
  it('is answered from the stored answer', () => {
    expect(canRepeat(STORED, FACTS)).toBe(true);
    expect(canRepeat(STORED, { ...FACTS, now: NOW + 239_999 })).toBe(true);
  });

  it.each<[string, Partial<RepeatFacts>]>([
    ['the time to renew has come', { now: NOW + 240_000 }],
    ['the clock went backwards', { now: NOW - 1 }],
    ['a rule looks at the page', { matchPerPage: true }],
    ['the site was changed', { version: 4 }],
    ['there is another touch', visit({ touchMark: 'other' })],
    ['the cookie has another lease', visit({ lease: 'c.d' })],
    ['the cookie has another visitor', visit({ visitor: 'v_2' })],
    ['the cookie is gone', { visit: NO_VISIT }],
    ['the cookie says that the answer has ended', visit({ answerUntil: NOW + 500 })],
  ])('asks when %s', (_name, over) => {
    expect(canRepeat(STORED, { ...FACTS, ...over })).toBe(false);
  });
});

describe('the answer store', () => {
  it('keeps one answer per site', () => {
    const store = openAnswerStore(() => localStorage, 'site1');
    store.write(STORED);
    expect(store.read()).toEqual(STORED);
    expect(openAnswerStore(() => localStorage, 'site2').read()).toBeNull();
    store.remove();
    expect(localStorage.getItem('_ringlet:site1')).toBeNull();
  });

  it.each([
    '{',
    'null',
    '{"receivedAt":1}',
    '{"receivedAt":1,"answer":{"renewAfterS":5,"swaps":[{"number":"<b>"}]}}',
  ])('takes %s for nothing', (text) => {
    localStorage.setItem('_ringlet:site1', text);
    expect(openAnswerStore(() => localStorage, 'site1').read()).toBeNull();
  });

  it('keeps nothing where the browser refuses storage', () => {
    const store = openAnswerStore(() => {
      throw new DOMException('no', 'SecurityError');
    }, 'site1');
    store.write(STORED);
    store.remove();
    expect(store.read()).toBeNull();
  });
});
