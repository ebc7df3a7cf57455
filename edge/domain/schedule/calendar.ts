import { Temporal } from 'temporal-polyfill';
import { type Hours, type ScheduleInput, WEEKDAYS } from '../../../shared/contract/admin/schedule.ts';

/** Minutes since midnight on the wall clock; `to` is not among them. */
export interface WallRange {
  from: number;
  to: number;
}

/** A stretch of time, epoch ms; `to` is not part of it. */
export interface Opening {
  from: number;
  to: number;
}

/** A schedule in the form that questions about instants are asked of. */
export interface Calendar {
  timeZone: string;
  /** Working time on a local date, in order, none touching the next. */
  rangesOn(date: Temporal.PlainDate): readonly WallRange[];
  /** Minute of the wall clock at which deferred calls of that date come, or null. */
  convenientOn(date: Temporal.PlainDate): number | null;
}

const CONVENIENT_MIN = 60;
const DAY_MIN = 24 * 60;

/**
 * A special day goes before the week (S1-91). The hour of a weekday's convenient time is a working one, on a day off
 * too (S1-29); on a special day it counts only inside that day's own hours.
 */
export function compileCalendar(
  schedule: Pick<ScheduleInput, 'timeZone' | 'week' | 'convenient' | 'specialDays'>,
): Calendar {
  const week = WEEKDAYS.map((day) => {
    const convenient = schedule.convenient[day];
    const at = convenient === null ? null : minutesOf(convenient);
    const own = schedule.week[day].map(toRange);
    const extra = at === null ? [] : [{ from: at, to: Math.min(at + CONVENIENT_MIN, DAY_MIN) }];
    return { convenient: at, ranges: joinRanges([...own, ...extra]) };
  });
  const special = new Map(
    schedule.specialDays.flatMap(({ dates, hours }) =>
      dates.map((date) => [date, joinRanges(hours.map(toRange))] as const),
    ),
  );
  const weekdayOf = (date: Temporal.PlainDate) => week[date.dayOfWeek - 1];
  const rangesOn = (date: Temporal.PlainDate) =>
    special.get(date.toString()) ?? weekdayOf(date)?.ranges ?? [];
  return {
    timeZone: schedule.timeZone,
    rangesOn,
    convenientOn(date) {
      const at = weekdayOf(date)?.convenient ?? null;
      const isOpen = at !== null && rangesOn(date).some(({ from, to }) => at >= from && at < to);
      return isOpen ? at : null;
    },
  };
}

/** The local date of an instant. */
export function dateAt({ timeZone }: Pick<Calendar, 'timeZone'>, at: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}

/**
 * Working time of a local date as instants, in order. An hour that the clock goes through twice is worked twice, one
 * that it leaves out never comes.
 */
export function openingsOn(calendar: Calendar, date: Temporal.PlainDate): Opening[] {
  const ranges = calendar.rangesOn(date);
  if (ranges.length === 0) return [];
  const openings: Opening[] = [];
  for (const { from, to, wallFrom } of stretchesOf(calendar.timeZone, date)) {
    for (const range of ranges) {
      const opening = {
        from: Math.max(from, from + (range.from - wallFrom) * 60_000),
        to: Math.min(to, from + (range.to - wallFrom) * 60_000),
      };
      if (opening.from < opening.to) openings.push(opening);
    }
  }
  return joinRanges(openings);
}

/** When the wall clock of a date first shows `minute` or, if it leaves that out, more. Null if the date ends before. */
export function instantOf(
  { timeZone }: Pick<Calendar, 'timeZone'>,
  date: Temporal.PlainDate,
  minute: number,
): number | null {
  const stretch = stretchesOf(timeZone, date).find(
    ({ from, to, wallFrom }) => wallFrom + (to - from) / 60_000 > minute,
  );
  return stretch ? stretch.from + Math.max(0, minute - stretch.wallFrom) * 60_000 : null;
}

/** The parts of a local date in which the wall clock runs evenly, with the minute that it shows when they begin. */
function stretchesOf(timeZone: string, date: Temporal.PlainDate): (Opening & { wallFrom: number })[] {
  const end = date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  const stretches: (Opening & { wallFrom: number })[] = [];
  let start = date.toZonedDateTime(timeZone);
  while (start.epochMilliseconds < end) {
    const next = start.getTimeZoneTransition('next');
    const to = Math.min(next?.epochMilliseconds ?? end, end);
    const wallFrom = start.hour * 60 + start.minute + start.second / 60;
    stretches.push({ from: start.epochMilliseconds, to, wallFrom });
    if (next === null) break;
    start = next;
  }
  return stretches;
}

/** In order, with what overlaps or touches made one. */
function joinRanges<Range extends { from: number; to: number }>(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else joined.push({ ...range });
  }
  return joined;
}

function toRange({ from, to }: Hours): WallRange {
  return { from: minutesOf(from), to: minutesOf(to) };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
