import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../../edge/domain/schedule/calendar.ts';
import { spreadCall } from '../../edge/domain/schedule/night-spread.ts';
import { listSlots } from '../../edge/domain/schedule/slots.ts';
import { isWorking, nextConvenient, nextWorking } from '../../edge/domain/schedule/working-time.ts';
import {
  type Hours,
  type ScheduleInput,
  ScheduleInputSchema,
  WEEKDAYS,
  type Weekday,
} from '../../shared/contract/admin/schedule.ts';
import {
  isConvenientByTheBook,
  isWorkingByTheBook,
  type WallTime,
  wallClock,
} from '../support/wall-clock.ts';

const RUNS = 10_000;
const STEP_MS = 15 * 60_000;
const WINDOW_DAYS = 9;

/** With jumps in both halves of the globe, of half an hour, at midnight, none at all, and odd offsets. */
const ZONES = [
  'Europe/Moscow',
  'Europe/Riga',
  'Europe/London',
  'America/New_York',
  'America/Santiago',
  'America/Havana',
  'Africa/Cairo',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
] as const;
/** Around the jumps of the year 2027, its end, and the leap day of 2028. */
const STARTS = [
  '2027-03-10',
  '2027-03-24',
  '2027-03-31',
  '2027-04-27',
  '2027-09-02',
  '2027-09-24',
  '2027-10-27',
  '2027-12-28',
  '2028-02-25',
];

/** A case names its window by index: what the wall shows there would drown a counterexample. */
interface Window {
  zone: string;
  start: number;
  /** What the wall clock shows every quarter of an hour. */
  walls: WallTime[];
}

/** Regions that went over to another zone for good. */
const MOVED = [
  ['Europe/Volgograd', '2020-12-24'],
  ['Asia/Pyongyang', '2018-05-01'],
] as const;

const windows: Window[] = [
  ...ZONES.flatMap((zone) => STARTS.map((day) => [zone, day] as const)),
  ...MOVED,
].map(([zone, day]) => {
  const clock = wallClock(zone);
  const start = Date.parse(`${day}T00:00:00Z`);
  const steps = (WINDOW_DAYS * 86_400_000) / STEP_MS;
  return { zone, start, walls: Array.from({ length: steps }, (_, i) => clock(start + i * STEP_MS)) };
});

const halfHour = (least: number, most: number) =>
  fc
    .integer({ min: least, max: most })
    .map((n) => `${String(n >> 1).padStart(2, '0')}:${n % 2 ? '30' : '00'}`);
const hours: fc.Arbitrary<Hours> = fc
  .tuple(halfHour(0, 47), halfHour(1, 48))
  .filter(([from, to]) => from < to)
  .map(([from, to]) => ({ from, to }));
const byWeekday = <Value>(value: fc.Arbitrary<Value>) =>
  fc.record(Object.fromEntries(WEEKDAYS.map((day) => [day, value])) as Record<Weekday, fc.Arbitrary<Value>>);

const windowAt = (index: number) => windows[index] as Window;
const cases = fc.nat({ max: windows.length - 1 }).chain((index) => {
  const window = windowAt(index);
  const dates = [...new Set(window.walls.map(({ date }) => date))];
  const schedule = fc.record({
    name: fc.constant('Hours'),
    timeZone: fc.constant(window.zone),
    week: byWeekday(fc.array(hours, { maxLength: 2 })),
    convenient: byWeekday(fc.option(halfHour(0, 47), { freq: 2 })),
    specialDays: fc
      .uniqueArray(fc.constantFrom(...dates), { maxLength: 3 })
      .chain((chosen) =>
        fc.tuple(
          ...chosen.map((date) =>
            fc.record({ dates: fc.constant([date]), hours: fc.array(hours, { maxLength: 2 }) }),
          ),
        ),
      ),
  });
  return fc.record({
    index: fc.constant(index),
    schedule: schedule.map((raw) => ScheduleInputSchema.parse(raw)),
    at: fc.nat({ max: window.walls.length / 2 }),
  });
});

/** The first step of the window from `from` on that the book says `holds` of; beyond the window nobody looks. */
function firstByTheBook(
  { start, walls }: Window,
  from: number,
  schedule: ScheduleInput,
  holds: (schedule: ScheduleInput, wall: WallTime) => boolean,
): number | null {
  const found = walls.findIndex((wall, i) => i >= from && holds(schedule, wall));
  return found < 0 ? null : start + found * STEP_MS;
}

describe('a schedule', () => {
  it('answers as a slow reading of the wall clock does', { timeout: 120_000 }, () => {
    const property = fc.property(cases, ({ index, schedule, at }) => {
      const window = windowAt(index);
      const calendar = compileCalendar(schedule);
      const instant = window.start + at * STEP_MS;
      const end = window.start + window.walls.length * STEP_MS;
      const wall = window.walls[at] as WallTime;
      expect(isWorking(calendar, instant)).toBe(isWorkingByTheBook(schedule, wall));
      const next = nextWorking(calendar, instant);
      const expected = firstByTheBook(window, at, schedule, isWorkingByTheBook);
      expect(next !== null && next < end ? next : null).toBe(expected);
    });
    fc.assert(property, { numRuns: RUNS });
  });

  it('puts deferred calls at a convenient time that the wall clock shows', { timeout: 60_000 }, () => {
    const property = fc.property(cases, ({ index, schedule, at }) => {
      const window = windowAt(index);
      const instant = window.start + at * STEP_MS;
      const next = nextConvenient(compileCalendar(schedule), instant);
      const expected = firstByTheBook(window, at + 1, schedule, isConvenientByTheBook);
      // One that the clock leaves out comes when the clock goes on, which the book does not know.
      if (expected !== null) expect(next).toBeLessThanOrEqual(expected);
      if (next !== null) {
        expect(next).toBeGreaterThan(instant);
        expect(isWorking(compileCalendar(schedule), next)).toBe(true);
      }
    });
    fc.assert(property, { numRuns: RUNS / 10 });
  });

  it('offers slots of working time only, each wall time once a day', { timeout: 60_000 }, () => {
    const property = fc.property(cases, ({ index, schedule, at }) => {
      const window = windowAt(index);
      const calendar = compileCalendar(schedule);
      const now = window.start + at * STEP_MS;
      const clock = wallClock(window.zone);
      for (const { date, slots } of listSlots(calendar, { now, days: 4, leadMin: 15, stepMin: 30 })) {
        const walls = slots.map(clock);
        expect(walls.every((wall) => wall.date === date && /:[03]0$/.test(wall.time))).toBe(true);
        expect(new Set(walls.map(({ time }) => time)).size).toBe(slots.length);
        expect(slots.every((slot) => slot >= now + 15 * 60_000 && isWorking(calendar, slot))).toBe(true);
      }
    });
    fc.assert(property, { numRuns: RUNS / 10 });
  });

  it('spreads what is planned for the same time, in order and never before opening', {
    timeout: 120_000,
  }, () => {
    const orders = fc.record({
      case: cases,
      wanted: fc.array(fc.nat({ max: 8 }), { minLength: 2, maxLength: 12 }),
      intervalMin: fc.integer({ min: 1, max: 45 }),
    });
    const property = fc.property(orders, ({ case: { index, schedule, at }, wanted, intervalMin }) => {
      const window = windowAt(index);
      const calendar = compileCalendar(schedule);
      const intervalMs = intervalMin * 60_000;
      const planned: { wanted: number; at: number }[] = [];
      for (const step of wanted) {
        const want = window.start + (at + step * 4) * STEP_MS;
        const taken = planned.map((one) => one.at);
        const got = spreadCall(want, taken, intervalMs, (from) => nextWorking(calendar, from));
        if (got === null) continue;
        expect(got).toBeGreaterThanOrEqual(want);
        expect(isWorking(calendar, got)).toBe(true);
        expect(taken.every((other) => Math.abs(other - got) >= intervalMs)).toBe(true);
        expect(planned.every((other) => other.wanted !== want || other.at < got)).toBe(true);
        planned.push({ wanted: want, at: got });
      }
    });
    fc.assert(property, { numRuns: RUNS });
  });
});
