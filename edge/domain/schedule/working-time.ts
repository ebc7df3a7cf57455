import type { Temporal } from 'temporal-polyfill';
import { type Calendar, dateAt, instantOf, type Opening, openingsOn } from './calendar.ts';

/** Nobody plans a call beyond this; a schedule without any hours within it has none. */
const HORIZON_DAYS = 400;
/** Of an office that never closes it is enough to know that it is open for a week. */
const MAX_RUN_DAYS = 7;

/** True if calls may come at the instant (epoch ms) (S1-91). */
export function isWorking(calendar: Calendar, at: number): boolean {
  return openingsOn(calendar, dateAt(calendar, at)).some(({ from, to }) => at >= from && at < to);
}

/** `at` if that is working time, else when the next begins; null if there is none in the next 400 days. */
export function nextWorking(calendar: Calendar, at: number): number | null {
  const next = findFrom(calendar, at, (date) => openingsOn(calendar, date).find(({ to }) => to > at));
  return next && Math.max(next.from, at);
}

/** The first convenient time after `after` (epoch ms) that is working time; null if no day has one (S1-92). */
export function nextConvenient(calendar: Calendar, after: number): number | null {
  const found = findFrom(calendar, after, (date) => {
    const minute = calendar.convenientOn(date);
    const at = minute === null ? null : instantOf(calendar, date, minute);
    return at !== null && at > after && isWorking(calendar, at) ? { at } : undefined;
  });
  return found?.at ?? null;
}

/** Until when the working time that `at` lies in goes on, across midnight too; `at` itself outside of it. */
export function workingUntil(calendar: Calendar, at: number): number {
  let until = at;
  for (let date = dateAt(calendar, at), i = 0; i < MAX_RUN_DAYS; i++, date = date.add({ days: 1 })) {
    const since = until;
    const opening: Opening | undefined = openingsOn(calendar, date).find(
      ({ from, to }) => from <= since && to > since,
    );
    if (!opening) break;
    until = opening.to;
    if (dateAt(calendar, until).equals(date)) break;
  }
  return until;
}

function findFrom<Found>(
  calendar: Calendar,
  at: number,
  find: (date: Temporal.PlainDate) => Found | undefined,
): Found | null {
  let date = dateAt(calendar, at);
  for (let i = 0; i < HORIZON_DAYS; i++, date = date.add({ days: 1 })) {
    const found = find(date);
    if (found !== undefined) return found;
  }
  return null;
}
