import { describe, expect, it } from 'vitest';
import {
  attributeCall,
  type CallCircumstances,
  type HeldSegment,
  tagCall,
} from '../../edge/domain/attribution.ts';
import { TAP_MS } from '../../edge/domain/limits.ts';

const AT = 1_700_000_000_000;
const S = 1000;
const DAY = 86_400_000;
const LATE_WINDOW_MS = DAY;

/** Held until `endS` seconds after the call; negative for a promise that had ended before. */
const held = (visitor: string, endS: number, changes: Partial<HeldSegment> = {}): HeldSegment => ({
  visitor,
  session: `s_${visitor}`,
  campaign: 'cmp_a',
  office: 'off_a',
  touch: null,
  from: AT + endS * S - 600 * S,
  until: AT + endS * S,
  ...changes,
});
const known = { campaign: 'cmp_a', office: 'off_a', visitor: 'v_ann', session: 's_1', touch: null };
const place = (kind: 'leased' | 'static' | 'fallback') => ({ campaign: 'cmp_a', office: 'off_a', kind });
const attribute = (changes: Partial<CallCircumstances>) =>
  attributeCall({
    at: AT,
    isKnownNumber: true,
    place: place('leased'),
    holders: [],
    taps: [],
    knownCaller: null,
    lateWindowMs: LATE_WINDOW_MS,
    ...changes,
  });

describe('the verdict of a call', () => {
  it.each([
    ['exact', { holders: [held('v_ann', 60)], place: place('static'), knownCaller: known }],
    ['static', { place: place('static'), knownCaller: known, holders: [held('v_bob', -60)] }],
    ['repeat', { knownCaller: known, holders: [held('v_bob', -60)] }],
    ['repeat', { knownCaller: known, place: place('fallback') }],
    ['late', { holders: [held('v_bob', -60)], place: place('fallback') }],
    ['ambiguous', { holders: [held('v_bob', -60), held('v_cat', -600)], place: place('fallback') }],
    ['fallback', { place: place('fallback') }],
    ['none', {}],
    ['none', { place: null }],
    ['none', { isKnownNumber: false, knownCaller: known }],
  ])('is %s by the first rule that holds', (verdict, changes) => {
    expect(attribute(changes)).toMatchObject({ verdict });
  });

  // The promise of Ann ends at second 0 and nobody comes after her.
  it.each([
    [-1, 'exact'],
    [0, 'late'],
    [1, 'late'],
    [30, 'late'],
    [59, 'late'],
    [61, 'late'],
    [600, 'late'],
  ])('of a call %i s after the end of the promise is %s, and names its holder', (afterS, verdict) => {
    expect(attribute({ holders: [held('v_ann', -afterS)] })).toMatchObject({ verdict, visitor: 'v_ann' });
  });

  it('ends to the millisecond', () => {
    const until = (ms: number) => attribute({ holders: [held('v_ann', 0, { until: AT + ms })] }).verdict;
    expect([until(1), until(0), until(-1)]).toEqual(['exact', 'late', 'late']);
  });

  // After a rest of 60 s the number goes to Bob; before him Cat had it.
  it.each([
    [-1, 'exact', 'v_ann'],
    [0, 'ambiguous', null],
    [1, 'ambiguous', null],
    [30, 'ambiguous', null],
    [59, 'ambiguous', null],
    [61, 'exact', 'v_bob'],
    [600, 'exact', 'v_bob'],
  ])(
    '%i s after the promise to Ann, with holders before and after her, is %s',
    (afterS, verdict, visitor) => {
      const bob = held('v_bob', 660 - afterS, { from: AT + (60 - afterS) * S });
      const holders = [held('v_cat', -afterS - 660), held('v_ann', -afterS), bob];
      const seen = attribute({ holders: holders.filter(({ from }) => from <= AT) });
      expect(seen).toMatchObject({ verdict, visitor });
      const named = [...seen.candidates, ...seen.others].map((entry) => entry.visitor);
      expect(named).toContain('v_cat');
      if (visitor !== 'v_ann') expect(named).toContain('v_ann');
    },
  );

  it('never picks one of two who hold the number at once', () => {
    const two = attribute({ holders: [held('v_ann', 60), held('v_bob', 30)], place: place('static') });
    expect(two).toMatchObject({ verdict: 'ambiguous', visitor: null });
    expect(two.candidates.map(({ share }) => share)).toEqual([0.5, 0.5]);
  });

  it('forgets holders before the late window', () => {
    const edge = -LATE_WINDOW_MS / S;
    expect(attribute({ holders: [held('v_ann', edge)] }).verdict).toBe('late');
    expect(attribute({ holders: [held('v_ann', edge - 1)] }).verdict).toBe('none');
  });

  it('counts a visitor once, however many segments the stay had', () => {
    const holders = [held('v_ann', -900), held('v_ann', -300, { session: 's_2' })];
    expect(attribute({ holders })).toMatchObject({ verdict: 'late', visitor: 'v_ann', session: 's_2' });
  });

  it('lists earlier holders of an exact call as others, without the caller', () => {
    const { others } = attribute({ holders: [held('v_ann', 60), held('v_ann', -700), held('v_bob', -60)] });
    expect(others.map(({ visitor }) => visitor)).toEqual(['v_bob']);
  });
});

describe('the shares of an ambiguous call', () => {
  const shares = (changes: Partial<CallCircumstances>) =>
    Object.fromEntries(attribute(changes).candidates.map(({ visitor, share }) => [visitor, share]));
  const holders = [held('v_ann', 0), held('v_bob', -600)];

  it('halve with every ten minutes and add up to one', () => {
    expect(shares({ holders })).toEqual({ v_ann: 2 / 3, v_bob: 1 / 3 });
  });

  it('grow twentyfold with a tap or a copy within the hour before the call', () => {
    const tap = (ms: number, office: string | null = null) => [{ visitor: 'v_bob', office, at: AT - ms }];
    const sharpened = { v_ann: 1 / 11, v_bob: 10 / 11 };
    expect(shares({ holders, taps: tap(TAP_MS) })).toEqual(sharpened);
    expect(shares({ holders, taps: tap(0, 'off_a') })).toEqual(sharpened);
    for (const taps of [tap(TAP_MS + 1), tap(-1), tap(0, 'off_other')]) {
      expect(shares({ holders, taps })).toEqual({ v_ann: 2 / 3, v_bob: 1 / 3 });
    }
  });

  it('keep the campaign and the office that all candidates share', () => {
    expect(attribute({ holders })).toMatchObject({ campaign: 'cmp_a', office: 'off_a' });
    const moved = [held('v_ann', -60), held('v_bob', -900, { campaign: 'cmp_b' })];
    expect(attribute({ holders: moved })).toMatchObject({ campaign: null, office: 'off_a' });
  });
});

describe('the tags of a call (S2-55)', () => {
  const call = { caller: '+79161234567', at: AT, talkS: 120 };

  it.each([
    ['a caller never seen', call, null, ['unique', 'target', 'unique_target']],
    ['a caller not seen for 180 days', call, AT - 180 * DAY, ['unique', 'target', 'unique_target']],
    ['a caller of yesterday', call, AT - DAY, ['target']],
    ['a talk one second too short', { ...call, talkS: 119 }, null, ['unique']],
    ['no talk', { ...call, talkS: null }, AT - DAY, []],
    ['a hidden caller', { ...call, caller: null }, null, ['target']],
  ])('of %s', (_, facts, lastSeenAt, tags) => {
    expect(tagCall(facts, lastSeenAt, { uniqueMs: 180 * DAY, targetS: 120 })).toEqual(tags);
  });

  it('follow other figures when these are set', () => {
    expect(tagCall({ ...call, talkS: 30 }, AT - DAY, { uniqueMs: DAY, targetS: 30 })).toHaveLength(3);
  });
});
