import { describe, expect, it } from 'vitest';
import { type AlertState, describePool, judgeAlert, type PoolHour } from '../../edge/domain/pool-alert.ts';
import { HOUR_MS, hourOf } from '../../edge/domain/statistics.ts';

const NOW = Date.parse('2026-12-01T09:30:00Z');
const QUIET: AlertState = { isRaised: false, alertedAt: null };
const raised = (hoursAgo: number): AlertState => ({ isRaised: true, alertedAt: NOW - hoursAgo * HOUR_MS });

/** Of so many newcomers of the running hour so many got no number. */
const pool = (newcomers: number, without: number, changes: Partial<PoolHour> = {}): PoolHour[] => [
  {
    hour: hourOf(NOW),
    leased: newcomers - without,
    fallback: without,
    exhausted: 0,
    extendedS: 0,
    ...changes,
  },
];
const judge = (hours: PoolHour[], state: AlertState) => {
  const verdict = judgeAlert(hours, state, { threshold: 0.1, now: NOW });
  return [verdict.isTold, verdict.isExhausting, verdict.state.isRaised];
};

describe('the account is told of a pool', () => {
  it.each<[string, PoolHour[], AlertState, [told: boolean, exhausting: boolean, raised: boolean]]>([
    ['above the threshold', pool(100, 11), QUIET, [true, true, true]],
    ['at the threshold', pool(100, 10), QUIET, [false, false, false]],
    ['whose newcomers are too few to tell', pool(19, 19), QUIET, [false, false, false]],
    ['without any newcomer', [], raised(7), [false, false, true]],
    ['that was told of five hours ago', pool(100, 50), raised(5), [false, true, true]],
    ['that was told of six hours ago and has not recovered', pool(100, 50), raised(6), [true, true, true]],
    ['that was told of and is between half and all of it', pool(100, 6), raised(1), [false, true, true]],
    ['that has recovered', pool(100, 5), raised(1), [false, false, false]],
    [
      'that runs dry anew an hour after it recovered',
      pool(100, 50),
      { isRaised: false, alertedAt: NOW - HOUR_MS },
      [true, true, true],
    ],
    [
      'by offices without a fallback too',
      pool(100, 0, { leased: 80, exhausted: 20 }),
      QUIET,
      [true, true, true],
    ],
  ])('%s', (_, hours, state, expected) => {
    expect(judge(hours, state)).toEqual(expected);
  });

  it('by both hours together', () => {
    const before = pool(60, 0, { hour: hourOf(NOW) - 1 });
    expect(judge([...before, ...pool(40, 12)], QUIET)).toEqual([true, true, true]);
    expect(judge([...before, ...before, ...pool(40, 12)], QUIET)).toEqual([false, false, false]);
  });
});

describe('what is told', () => {
  it('is how many numbers they need at the rate of the busier hour, by the time that each is held', () => {
    // 30 in half an hour are one a minute; each holds a number for 600 s: 10 erlangs.
    expect(describePool(pool(30, 12), { numbers: 5, holdS: 600 }, NOW)).toEqual({
      fallbackShare: 0.4,
      newcomers: 30,
      numbers: 5,
      needed: 18,
      holdS: 600,
    });
  });

  it('is fewer numbers with a shorter hold and never more (S2-62, S2-66)', () => {
    const needed = (holdS: number) => describePool(pool(30, 12), { numbers: 2, holdS }, NOW).needed;
    const holds = [60, 120, 300, 600, 1200].map(needed);
    expect(holds).toEqual([...holds].sort((a, b) => a - b));
    expect(needed(60)).toBeLessThan(needed(1200));
  });

  it('is one number more at least, when a burst empties a pool that would bear the hour', () => {
    expect(describePool(pool(30, 12), { numbers: 40, holdS: 600 }, NOW).needed).toBe(41);
  });

  it('does not take the first minute of an hour for all of it', () => {
    const atOnce = describePool(
      pool(30, 12),
      { numbers: 2, holdS: 600 },
      Math.floor(NOW / HOUR_MS) * HOUR_MS,
    );
    expect(atOnce.needed).toBe(describePool(pool(90, 36), { numbers: 2, holdS: 600 }, NOW).needed);
  });
});
