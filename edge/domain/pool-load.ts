import { advisePool, offeredLoad, type PoolAdvice } from './pool-size.ts';

/** What was counted of one pool office. Newcomers are those who were given a number or should have been. */
export interface PoolCounts {
  leased: number;
  fallback: number;
  exhausted: number;
  /** Seconds by which renewals moved the ends of leases. */
  extendedS: number;
  /** Newcomers of the busiest hour. */
  peak: number;
  /** Of the time that was counted. */
  hours: number;
}

export interface PoolLoad extends PoolAdvice {
  /** Seconds for which a number is held on average. */
  holdS: number;
  /** In erlangs, averaged over the whole time. */
  meanLoad: number;
}

export function newcomersOf({
  leased,
  fallback,
  exhausted,
}: Pick<PoolCounts, 'leased' | 'fallback' | 'exhausted'>) {
  return leased + fallback + exhausted;
}

/** The share of newcomers, 0 to 1, who were given no number of their own; null without newcomers. */
export function measuredShare(counts: Pick<PoolCounts, 'leased' | 'fallback' | 'exhausted'>): number | null {
  const newcomers = newcomersOf(counts);
  return newcomers === 0 ? null : (counts.fallback + counts.exhausted) / newcomers;
}

/**
 * The load of a pool in its busiest hour, and what Erlang B says of it. A number is held for the setting `holdS` after
 * the last sign of life; how long visitors stay was measured, so that another setting can be asked about too.
 */
export function judgePool(counts: PoolCounts, pool: { numbers: number; holdS: number }): PoolLoad {
  const stayS = counts.leased === 0 ? 0 : counts.extendedS / counts.leased;
  const holdS = pool.holdS + stayS;
  const advice = advisePool({ arrivalsPerMin: counts.peak / 60, holdS, numbers: pool.numbers });
  const perMin = newcomersOf(counts) / (counts.hours * 60);
  return { ...advice, holdS, meanLoad: offeredLoad(perMin, holdS) };
}

/** Fewer newcomers than this say nothing. */
const MIN_NEWCOMERS = 20;
const OFTEN = 0.05;

/** True if more than one newcomer in twenty was or, in the busiest hour, is to be expected to be, without a number. */
export function isPoolTooSmall(counts: PoolCounts, load: PoolLoad): boolean {
  if (newcomersOf(counts) < MIN_NEWCOMERS) return false;
  return (measuredShare(counts) ?? 0) > OFTEN || (counts.peak >= MIN_NEWCOMERS && load.fallbackShare > OFTEN);
}
