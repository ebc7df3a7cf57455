/** Milliseconds of the clock by which countdowns go: it only runs forward. */
export function readClock(): number {
  return performance.now();
}
