import type { Calendar } from './calendar.ts';
import { isWorking, nextWorking } from './working-time.ts';

/** True if `at` (epoch ms) is working time in every one of the calendars. */
export function isCommon(calendars: readonly Calendar[], at: number): boolean {
  return calendars.every((calendar) => isWorking(calendar, at));
}

/**
 * The first instant from `at` on that is working time in every one of the calendars; null if there is none before
 * `until`. All in epoch ms.
 */
export function nextCommon(calendars: readonly Calendar[], at: number, until: number): number | null {
  let next = at;
  for (let agreed = 0, i = 0; agreed < calendars.length; i = (i + 1) % calendars.length) {
    const calendar = calendars[i] as Calendar;
    const open = nextWorking(calendar, next);
    if (open === null || open >= until) return null;
    agreed = open === next ? agreed + 1 : 1;
    next = open;
  }
  return next;
}
