/**
 * How long visits last, measured without anybody telling of their end.
 *
 * Followed are the visitors who were given a number of a campaign, for they are whom the hold is about, and only their
 * pages send signs of life. The token says since when the stay is followed. At every sign of life the visit moves from the
 * counter of the length that it had to the counter of the length that it has now: one less there, one more here. So the
 * sums of the counters are, at any time, all visits by their length so far, and a visit that ends just stays where it is.
 *
 * The length is that from the first to the last sign of life. A page sends none while a number is fresh, for four fifths
 * of the session time, so visits last somewhat longer than they are measured, and one that is measured longer than the
 * hold was longer. Counters of a few hours can be below zero, where visits began before them; that counts as none.
 */
const BOUNDS_S = [0, 15, 30, 60, 120, 240, 480, 960, 1920, 3840] as const;

/** `stay60` counts visits of 60 s and more, up to where the next counter begins. */
export type StayCounter = `stay${(typeof BOUNDS_S)[number]}`;
export const STAY_COUNTERS: readonly StayCounter[] = BOUNDS_S.map((bound) => `stay${bound}` as const);

export interface StayMove {
  counter: StayCounter;
  by: 1 | -1;
}

export interface FollowedStay {
  /** Epoch ms, for the token; null for a visitor who was not given a number yet. */
  since: number | null;
  moves: StayMove[];
}

/** One sign of life. `last` is what the token says of this stay in this campaign; null at its first visit to it. */
export function followStay({
  last,
  isLeased,
  now,
}: {
  last: { seenAt: number; since?: number | undefined } | null;
  isLeased: boolean;
  /** Epoch ms. */
  now: number;
}): FollowedStay {
  if (last?.since === undefined) {
    return isLeased ? { since: now, moves: [{ counter: counterOf(0), by: 1 }] } : { since: null, moves: [] };
  }
  const { since, seenAt } = last;
  const [before, after] = [counterOf(seenAt - since), counterOf(now - since)];
  if (before === after) return { since, moves: [] };
  return {
    since,
    moves: [
      { counter: before, by: -1 },
      { counter: after, by: 1 },
    ],
  };
}

/** Fewer visits than this say nothing. */
const MIN_VISITS = 20;

/** The length that half of the visits reach, in whole seconds; null if too few were counted. */
export function medianVisitS(counts: Readonly<Record<StayCounter, number>>): number | null {
  const visits = STAY_COUNTERS.map((counter) => Math.max(0, counts[counter]));
  const all = visits.reduce((sum, count) => sum + count, 0);
  if (all < MIN_VISITS) return null;
  let below = 0;
  for (const [i, count] of visits.entries()) {
    const part = (all / 2 - below) / count;
    if (count > 0 && part <= 1) return Math.round(within(i, part));
    below += count;
  }
  return null;
}

/** The length after that part, 0 to 1, of a counter's visits; lengths are even by their logarithm. */
function within(i: number, part: number): number {
  const [from = 0, to = from * 2] = [BOUNDS_S[i], BOUNDS_S[i + 1]];
  return from === 0 ? to * part : from * (to / from) ** part;
}

function counterOf(lengthMs: number): StayCounter {
  const i = BOUNDS_S.findLastIndex((bound) => bound * 1000 <= lengthMs);
  return STAY_COUNTERS[Math.max(0, i)] ?? 'stay0';
}
