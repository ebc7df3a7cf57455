import type { Calendar } from './calendar.ts';
import { nextWorking } from './working-time.ts';

/**
 * When a call that is wanted at `wanted` comes, if those at `taken` are planned already: the earliest working time from
 * then on that is `intervalMs` away from each of them (S1-33, S1-92). Orders for the same time so keep their order, and
 * what does not fit before closing goes on with the next opening. All in epoch ms; null if there is no working time.
 */
export function spreadCall(
  calendar: Calendar,
  wanted: number,
  taken: readonly number[],
  intervalMs: number,
): number | null {
  const later = taken.filter((other) => other > wanted - intervalMs).sort((a, b) => a - b);
  let at = nextWorking(calendar, wanted);
  for (const other of later) {
    if (at === null || other - at >= intervalMs) break;
    at = nextWorking(calendar, Math.max(at, other + intervalMs));
  }
  return at;
}
