import type { Hours, Weekday } from '../../../shared/contract/admin/schedule.ts';

export type Week = Readonly<Record<Weekday, Hours[]>>;
/** Whether an hour of the grid is working time; `half` is set by the API alone and is kept until it is clicked. */
export type Cell = 'on' | 'half' | 'off';

const HALVES = 48;

/** The 24 hours of a day. */
export function cellsOf(hours: readonly Hours[]): Cell[] {
  const halves = halvesOf(hours);
  return Array.from({ length: 24 }, (_, hour) => {
    const on = Number(halves[2 * hour]) + Number(halves[2 * hour + 1]);
    return on === 2 ? 'on' : on === 1 ? 'half' : 'off';
  });
}

/** The hours of a day after those whole hours were made working time, or free. */
export function setHours(hours: readonly Hours[], changed: readonly number[], isWorking: boolean): Hours[] {
  const halves = halvesOf(hours);
  for (const hour of changed) {
    halves[2 * hour] = isWorking;
    halves[2 * hour + 1] = isWorking;
  }
  return rangesOf(halves);
}

/** Every day with this hour working, or free. */
export function setColumn(week: Week, hour: number, isWorking: boolean): Week {
  const days = Object.entries(week).map(([day, hours]) => [day, setHours(hours, [hour], isWorking)]);
  return Object.fromEntries(days) as Week;
}

function halvesOf(hours: readonly Hours[]): boolean[] {
  const halves = Array.from({ length: HALVES }, () => false);
  for (const { from, to } of hours) halves.fill(true, halfOf(from), halfOf(to));
  return halves;
}

function rangesOf(halves: readonly boolean[]): Hours[] {
  const ranges: Hours[] = [];
  let start = -1;
  for (let half = 0; half <= HALVES; half++) {
    if (halves[half] && start < 0) start = half;
    if (!halves[half] && start >= 0) {
      ranges.push({ from: timeOf(start), to: timeOf(half) });
      start = -1;
    }
  }
  return ranges;
}

function halfOf(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return 2 * Number(hour) + (Number(minute) >= 30 ? 1 : 0);
}

function timeOf(half: number): string {
  return `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`;
}

/** Every half hour of a day, for choices. */
export const TIMES: readonly string[] = Array.from({ length: HALVES }, (_, half) => timeOf(half));
