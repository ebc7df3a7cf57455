import type { Hours, ScheduleInput, Weekday } from './contract/admin/schedule.ts';

/** The demo business has a schedule of this name, by which the telephones page closes it for a night. */
export const DEMO_HOURS_NAME = 'Hours of the demonstration';

/** What the switch sets of the schedule. */
export type DemoHours = Pick<ScheduleInput, 'week' | 'convenient'>;

const BY_DAY: Hours[] = [{ from: '09:00', to: '17:00' }];
/** For those who try the night at noon: a business of the evening. */
const IN_THE_EVENING: Hours[] = [{ from: '19:00', to: '23:00' }];

/** Closed now and for the next two hours at least. `minute` is that of the schedule's wall clock, since midnight. */
export function nightHours(minute: number): DemoHours {
  const isDay = minute >= 7 * 60 && minute < 17 * 60;
  return isDay ? everyDay(IN_THE_EVENING, '19:30') : everyDay(BY_DAY, '10:00');
}

/** True if a schedule that this made is open at that minute of any day. */
export function isOpenAt({ week, convenient }: DemoHours, minute: number): boolean {
  const hour = convenient.mon === null ? [] : [hourFrom(convenient.mon)];
  return [...week.mon, ...hour].some(({ from, to }) => minute >= minutesOf(from) && minute < minutesOf(to));
}

function everyDay(hours: Hours[], convenient: string): DemoHours {
  const perDay = <Value>(value: Value): Record<Weekday, Value> => ({
    mon: value,
    tue: value,
    wed: value,
    thu: value,
    fri: value,
    sat: value,
    sun: value,
  });
  return { week: perDay(hours), convenient: perDay(convenient) };
}

function hourFrom(time: string): Hours {
  return { from: time, to: `${String(Number(time.slice(0, 2)) + 1).padStart(2, '0')}${time.slice(2)}` };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
