/**
 * When a call that is wanted at `wanted` comes, if those at `taken` are planned already: the earliest possible time from
 * then on that is `intervalMs` away from each of them (S1-33, S1-92). `next` gives the first possible time from an
 * instant on. Orders for the same time so keep their order, and what does not fit before closing goes on with the next
 * opening. All in epoch ms; null if there is no possible time.
 */
export function spreadCall(
  wanted: number,
  taken: readonly number[],
  intervalMs: number,
  next: (at: number) => number | null,
): number | null {
  const later = taken.filter((other) => other > wanted - intervalMs).sort((a, b) => a - b);
  let at = next(wanted);
  for (const other of later) {
    if (at === null || other - at >= intervalMs) break;
    at = next(Math.max(at, other + intervalMs));
  }
  return at;
}
