import { Temporal } from 'temporal-polyfill';
import { type ScheduleInput, STEP_MIN } from '../../../shared/contract/admin/schedule.ts';
import type { HoursMode, SlotsAnswer } from '../../../shared/contract/slots.ts';
import { SLOT_LEAD_MIN } from '../limits.ts';
import { type Calendar, compileCalendar, dateAt, instantOf } from './calendar.ts';
import { listSlots } from './slots.ts';
import { isWorking, nextWorking } from './working-time.ts';

/** What follows from the hours alone; `isOpen` is false while the widget hides because of them (S1-31). */
export type HoursAnswer = Omit<SlotsAnswer, 'shown'> & { isOpen: boolean };

/** What is asked of a schedule here. */
export type OpenHours = Pick<ScheduleInput, 'timeZone' | 'week' | 'convenient' | 'nightMode' | 'specialDays'>;

/**
 * When calls of a widget can be ordered for, from `now` (epoch ms) on, today and so many days in all. What is planned
 * already takes nothing away: many may choose a slot, and the plan spreads them (S1-33).
 */
export function describeHours(hours: OpenHours, { now, days }: { now: number; days: number }): HoursAnswer {
  const calendar = compileCalendar(hours);
  const today = dateAt(calendar, now);
  const workingNow = isWorking(calendar, now);
  const special = hours.specialDays.findLast(({ dates }) => dates.includes(today.toString()));
  const next = nextWorking(calendar, now);
  const earliest = now + SLOT_LEAD_MIN * 60_000;
  const offered = listSlots(calendar, { now, days, leadMin: SLOT_LEAD_MIN, stepMin: STEP_MIN });
  return {
    zone: calendar.timeZone,
    workingNow,
    next: next === null ? null : toText(next),
    days: offered.map(({ date, slots }) => {
      const convenient = convenientAt(calendar, Temporal.PlainDate.from(date));
      const isAhead = convenient !== null && convenient >= earliest;
      return { date, slots: slots.map(toText), convenient: isAhead ? toText(convenient) : null };
    }),
    mode: modeOf(special, workingNow),
    texts: special?.texts ?? {},
    hours: hoursOn(calendar, today),
    isOpen: workingNow || hours.nightMode,
  };
}

/** Hours of a widget that has no schedule: calls may come at any time. The zone is IANA. */
export function aroundTheClock(timeZone: string): OpenHours {
  const day = [{ from: '00:00', to: '24:00' }];
  const each = <Value>(value: Value) => ({
    ...{ mon: value, tue: value, wed: value, thu: value },
    ...{ fri: value, sat: value, sun: value },
  });
  return { timeZone, week: each(day), convenient: each(null), nightMode: true, specialDays: [] };
}

/** A day off has its texts all day, a special working day its own while it is worked; any other time is night (S1-38). */
function modeOf(special: ScheduleInput['specialDays'][number] | undefined, workingNow: boolean): HoursMode {
  const hasTexts = special !== undefined && Object.keys(special.texts).length > 0;
  if (special && (special.hours.length === 0 || (workingNow && hasTexts))) return 'holiday';
  return workingNow ? 'day' : 'night';
}

function convenientAt(calendar: Calendar, date: Temporal.PlainDate): number | null {
  const minute = calendar.convenientOn(date);
  return minute === null ? null : instantOf(calendar, date, minute);
}

/** From the first opening of a date to its last close. */
function hoursOn(calendar: Calendar, date: Temporal.PlainDate): SlotsAnswer['hours'] {
  const ranges = calendar.rangesOn(date);
  const [first, last] = [ranges[0], ranges.at(-1)];
  return first && last ? { from: toWall(first.from), to: toWall(last.to) } : null;
}

function toWall(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function toText(at: number): string {
  return new Date(at).toISOString();
}
