/**
 * How many numbers a pool needs, by Erlang B: each newcomer takes a number for the hold time, and whoever finds none
 * gets the fallback. Frequent fallback therefore means too few numbers or too long a hold, never too short a one.
 */

/** Shares of newcomers with a fallback that a pool may be sized for. */
export const FALLBACK_SHARES = [0.05, 0.01, 0.001] as const;

/** Pools beyond this are advised against nothing: such a load belongs to several campaigns. */
const MAX_NUMBERS = 100_000;

/** Numbers that would be held on average if there were enough of them. */
export function offeredLoad(arrivalsPerMin: number, holdS: number): number {
  return arrivalsPerMin * (holdS / 60);
}

/** The share of newcomers, 0 to 1, who find all `numbers` taken at an offered load in erlangs. */
export function fallbackShare(load: number, numbers: number): number {
  if (load <= 0) return numbers === 0 ? 1 : 0;
  let share = 1;
  for (let k = 1; k <= numbers; k++) share = (load * share) / (k + load * share);
  return share;
}

/** The fewest numbers that keep the fallback share at or below `share`. */
export function numbersNeeded(load: number, share: number): number {
  let reached = 1;
  let k = 0;
  while (reached > share && k < MAX_NUMBERS) {
    k += 1;
    reached = (load * reached) / (k + load * reached);
  }
  return k;
}

/** The largest load, in erlangs to a thousandth, that `numbers` bear with at most that fallback share. */
export function loadBorne(numbers: number, share: number): number {
  let [low, high] = [0, numbers / (1 - share) + 1];
  while (high - low > 0.0005) {
    const middle = (low + high) / 2;
    if (fallbackShare(middle, numbers) <= share) low = middle;
    else high = middle;
  }
  return low;
}

export interface PoolAdvice {
  /** In erlangs. */
  load: number;
  fallbackShare: number;
  /** By wanted fallback share. */
  needed: { share: number; numbers: number }[];
}

/** What a pool can expect. Ask again with another `holdS` for what a changed hold would do. */
export function advisePool(pool: { arrivalsPerMin: number; holdS: number; numbers: number }): PoolAdvice {
  const load = offeredLoad(pool.arrivalsPerMin, pool.holdS);
  return {
    load,
    fallbackShare: fallbackShare(load, pool.numbers),
    needed: FALLBACK_SHARES.map((share) => ({ share, numbers: numbersNeeded(load, share) })),
  };
}
