import { describe, expect, it } from 'vitest';
import { followStay, medianVisitS, STAY_COUNTERS, type StayCounter } from '../../edge/domain/visit-length.ts';

const START = 1_700_000_000_000;
type Counts = Record<StayCounter, number>;
const none = (): Counts => Object.fromEntries(STAY_COUNTERS.map((counter) => [counter, 0])) as Counts;

/** Counts a visit whose signs of life come at these seconds; the visitor has a number from `leasedFrom` on. */
function visit(counts: Counts, signs: readonly number[], leasedFrom = 0): void {
  let last: { seenAt: number; since?: number } | null = null;
  for (const second of signs) {
    const now = START + second * 1000;
    const { since, moves } = followStay({ last, isLeased: second >= leasedFrom, now });
    for (const { counter, by } of moves) counts[counter] += by;
    last = { seenAt: now, ...(since !== null && { since }) };
  }
}
const counted = (...visits: [signs: number[], leasedFrom?: number][]) => {
  const counts = none();
  for (const [signs, leasedFrom] of visits) visit(counts, signs, leasedFrom);
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
};

describe('the length of a visit', () => {
  it.each<[string, number[], Partial<Counts>]>([
    ['one sign of life', [0], { stay0: 1 }],
    ['several within a counter', [0, 3, 14.999], { stay0: 1 }],
    ['a sign at the bound of the next one', [0, 15], { stay15: 1 }],
    ['many', [0, 10, 25, 61, 200, 239, 241], { stay240: 1 }],
    ['hours', [0, 7_000, 90_000], { stay3840: 1 }],
    ['a clock that ran backwards', [60, 0], { stay0: 1 }],
  ])('is counted once: %s', (_, signs, counts) => {
    expect(counted([signs])).toEqual(counts);
  });

  it('begins with the first number, and goes on without one', () => {
    expect(counted([[0, 100], 1_000])).toEqual({});
    expect(counted([[0, 100, 130], 100])).toEqual({ stay30: 1 });
    const since = START - 60_000;
    const sign = followStay({ last: { since, seenAt: START - 50_000 }, isLeased: false, now: START });
    expect(sign).toEqual({
      since,
      moves: [
        { counter: 'stay0', by: -1 },
        { counter: 'stay60', by: 1 },
      ],
    });
  });

  it('leaves the sums right however many visits are under way', () => {
    const counts = none();
    for (let i = 0; i < 100; i++) visit(counts, [0, i, 2 * i]);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(100);
    expect(counts.stay120).toBe(40);
  });
});

describe('the median visit (S2-65)', () => {
  const median = (counts: Partial<Counts>) => medianVisitS({ ...none(), ...counts });

  it('is close to that of the visits themselves', () => {
    const counts = none();
    const lengths = Array.from({ length: 401 }, (_, i) => Math.round(20 * 1.01 ** i));
    for (const length of lengths) visit(counts, [0, length]);
    const exact = lengths[200] ?? 0;
    expect(Math.abs((medianVisitS(counts) ?? 0) / exact - 1)).toBeLessThan(0.05);
  });

  it.each<[string, Partial<Counts>, number | null]>([
    ['nothing of too few visits', { stay60: 19 }, null],
    ['the middle of the only counter, by its logarithm', { stay60: 20 }, 85],
    ['next to nothing where most leave at once', { stay0: 100, stay480: 20 }, 9],
    ['the bound between two halves', { stay30: 50, stay480: 50 }, 60],
    ['nothing of a counter that visits only left', { stay0: -5, stay120: 40 }, 170],
    ['the last counter', { stay3840: 20 }, 5431],
  ])('is %s', (_, counts, expected) => {
    expect(median(counts)).toBe(expected);
  });
});
