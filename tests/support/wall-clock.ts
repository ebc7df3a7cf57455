import {
  type Hours,
  type ScheduleInput,
  WEEKDAYS,
  type Weekday,
} from '../../shared/contract/admin/schedule.ts';

/** What the wall clock of a zone shows. */
export interface WallTime {
  date: string;
  weekday: Weekday;
  /** `09:30`. */
  time: string;
}

/** Reads the wall clock by `Intl` alone, one instant (epoch ms) at a time. */
export function wallClock(timeZone: string): (at: number) => WallTime {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const date = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
    const weekday = WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] as Weekday;
    return { date, weekday, time: `${parts.get('hour')}:${parts.get('minute')}` };
  };
}

/** The rules of a schedule as they are told: a special day before the week, the convenient hour a working one. */
export function isWorkingByTheBook(schedule: ScheduleInput, { date, weekday, time }: WallTime): boolean {
  const special = schedule.specialDays.find(({ dates }) => dates.includes(date));
  if (special) return isInside(special.hours, time);
  return isInside(schedule.week[weekday], time) || isConvenientHour(schedule.convenient[weekday], time);
}

/** True in the first of the minutes at which deferred calls come. */
export function isConvenientByTheBook(schedule: ScheduleInput, wall: WallTime): boolean {
  return schedule.convenient[wall.weekday] === wall.time && isWorkingByTheBook(schedule, wall);
}

function isInside(hours: readonly Hours[], time: string): boolean {
  return hours.some(({ from, to }) => time >= from && time < to);
}

function isConvenientHour(from: string | null, time: string): boolean {
  if (from === null) return false;
  const to = `${String(Number(from.slice(0, 2)) + 1).padStart(2, '0')}${from.slice(2)}`;
  return time >= from && time < to;
}
