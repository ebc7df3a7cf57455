import type { PoolAlert } from '../../shared/contract/admin/event.ts';
import { judgePool, measuredShare, newcomersOf } from './pool-load.ts';
import { HOUR_MS, hourOf } from './statistics.ts';

/**
 * When an account is told that a pool runs dry. Counted are the running hour and the one before. A pool that was told of
 * has recovered when the share is at most half the threshold; between the two nothing changes, so that a share that
 * hovers around the threshold is one alert. While it does not recover, it is told of again after six hours.
 */

/** What was counted of one pool office in one hour. */
export interface PoolHour {
  /** Hours since the epoch. */
  hour: number;
  leased: number;
  fallback: number;
  exhausted: number;
  /** Seconds by which renewals moved the ends of leases. */
  extendedS: number;
}

export interface AlertState {
  /** It was told of and has not recovered. */
  isRaised: boolean;
  /** Epoch ms. */
  alertedAt: number | null;
}

/** Hours that are looked at, the running one among them. */
export const ALERT_HOURS = 2;
/** Fewer newcomers than this say nothing. */
const MIN_NEWCOMERS = 20;
const AGAIN_MS = 6 * HOUR_MS;
/** Of the running hour at least so much is taken to have passed: its first minute speaks for no hour. */
const MIN_MINUTES = 10;
/** The share of newcomers without a number that a pool is advised for. */
const WANTED_SHARE = 0.01;

/** The first hour that is looked at at `now` (epoch ms). */
export function alertsFrom(now: number): number {
  return hourOf(now) - ALERT_HOURS + 1;
}

export interface AlertVerdict {
  state: AlertState;
  /** The pool runs dry now; false too where too few came to tell. */
  isExhausting: boolean;
  /** The account is told of it now. */
  isTold: boolean;
}

/** What follows from what was counted. `threshold` is the share of newcomers, 0 to 1, above which a pool runs dry. */
export function judgeAlert(
  hours: readonly PoolHour[],
  state: AlertState,
  { threshold, now }: { threshold: number; now: number },
): AlertVerdict {
  const sums = sumOf(hours);
  const share = measuredShare(sums);
  if (share === null || newcomersOf(sums) < MIN_NEWCOMERS)
    return { state, isExhausting: false, isTold: false };
  if (share > threshold) {
    const isDue = !state.isRaised || state.alertedAt === null || now - state.alertedAt >= AGAIN_MS;
    const told = isDue ? { isRaised: true, alertedAt: now } : state;
    return { state: told, isExhausting: true, isTold: isDue };
  }
  if (!state.isRaised || share > threshold / 2) return { state, isExhausting: state.isRaised, isTold: false };
  return { state: { ...state, isRaised: false }, isExhausting: false, isTold: false };
}

/** What is told of a pool: how it fares, and how many numbers its newcomers need at the rate at which they come. */
export function describePool(
  hours: readonly PoolHour[],
  pool: { numbers: number; holdS: number },
  now: number,
): Omit<PoolAlert, 'campaign' | 'office'> {
  const sums = sumOf(hours);
  const peak = Math.max(0, ...hours.map((hour) => perHour(hour, now)));
  const load = judgePool({ ...sums, peak, hours: ALERT_HOURS }, pool);
  const advised = load.needed.find(({ share }) => share === WANTED_SHARE)?.numbers ?? 0;
  return {
    fallbackShare: measuredShare(sums) ?? 0,
    newcomers: newcomersOf(sums),
    numbers: pool.numbers,
    // A burst can empty a pool that would bear the hour's average.
    needed: Math.max(advised, pool.numbers + 1),
    holdS: load.holdS,
  };
}

/** Newcomers an hour, of a running hour by the part of it that has passed. */
function perHour(hour: PoolHour, now: number): number {
  const minutes = Math.min(60, Math.max(MIN_MINUTES, (now - hour.hour * HOUR_MS) / 60_000));
  return (newcomersOf(hour) * 60) / minutes;
}

function sumOf(hours: readonly PoolHour[]): Omit<PoolHour, 'hour'> {
  const sums = { leased: 0, fallback: 0, exhausted: 0, extendedS: 0 };
  for (const hour of hours) {
    sums.leased += hour.leased;
    sums.fallback += hour.fallback;
    sums.exhausted += hour.exhausted;
    sums.extendedS += hour.extendedS;
  }
  return sums;
}
