import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hoursOf } from '../../edge/domain/callback/hours.ts';
import { planOrder } from '../../edge/domain/callback/rules.ts';
import { zonesOfCalled } from '../../edge/domain/schedule/called-hours.ts';
import { ScheduleInputSchema } from '../../shared/contract/admin/schedule.ts';
import { isWorkingByTheBook, wallClock } from '../support/wall-clock.ts';

const RUNS = 1_000;
const STEP_MS = 30 * 60_000;
const DAY_STEPS = 48;

/** Countries of one clock and of many, with a number of each. */
const PHONES = ['+79161234567', '+12125551234', '+491512345678', '+61412345678', '+919812345678'];
const ZONES = [
  'Europe/Moscow',
  'Asia/Vladivostok',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'UTC',
  'no zone',
];
/** Around jumps of the clock, and in between. */
const STARTS = ['2027-03-12', '2027-03-26', '2027-04-02', '2027-07-01', '2027-10-01', '2027-10-29'];

const clocks = new Map<string, ReturnType<typeof wallClock>>();
function timeIn(zone: string, at: number) {
  const clock = clocks.get(zone) ?? wallClock(zone);
  clocks.set(zone, clock);
  return clock(at);
}

const halfHour = fc.integer({ min: 0, max: 47 });
const timeOf = (n: number) => `${String(n >> 1).padStart(2, '0')}:${n % 2 ? '30' : '00'}`;
const hours = fc
  .tuple(halfHour, halfHour)
  .filter(([a, b]) => a < b)
  .map(([a, b]) => [{ from: timeOf(a), to: timeOf(b) }]);
const cases = fc.record({
  phone: fc.constantFrom(...PHONES),
  zone: fc.constantFrom(...ZONES),
  timeZone: fc.constantFrom('Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'),
  workday: hours,
  sunday: fc.oneof(fc.constant([]), hours),
  convenient: fc.option(halfHour.map(timeOf)),
  at: fc
    .tuple(fc.constantFrom(...STARTS), fc.nat({ max: 3 * DAY_STEPS }))
    .map(([day, steps]) => Date.parse(`${day}T00:00:00Z`) + steps * STEP_MS),
});

describe('a time that we choose', () => {
  it('is the first at which the office works and the called are up', { timeout: 120_000 }, () => {
    let found = 0;
    const property = fc.property(cases, ({ phone, zone, timeZone, workday, sunday, convenient, at }) => {
      const week = {
        ...Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day) => [day, workday])),
        sun: sunday,
      };
      const schedule = ScheduleInputSchema.parse({
        name: 'Hours',
        timeZone,
        week,
        convenient: { wed: convenient },
      });
      const own = hoursOf({ schedule, timeZone }, { phone, zone }, () => []);
      const zones = zonesOfCalled({ phone, zone, callersZone: timeZone }, at);
      const mayRing = (instant: number) =>
        isWorkingByTheBook(schedule, timeIn(timeZone, instant)) &&
        zones.every((one) => {
          const { time } = timeIn(one, instant);
          return time >= '08:00' && time < '21:00';
        });
      expect(own.isCallable(at)).toBe(mayRing(at));
      // The book is read for two days; beyond them nobody looks.
      const steps = Array.from({ length: 2 * DAY_STEPS }, (_, i) => at + i * STEP_MS);
      const expected = steps.find(mayRing) ?? null;
      const next = own.nextCallable(at);
      const end = at + 2 * DAY_STEPS * STEP_MS;
      expect(next !== null && next < end ? next : null).toBe(expected);
      const convenientAt = own.nextConvenient(at);
      if (convenientAt !== null) expect([convenientAt > at, mayRing(convenientAt)]).toEqual([true, true]);
      // An order for now inside the hours of the office is never refused and never moved.
      if (own.isWorking(at)) {
        expect(planOrder('now', own, at)).toEqual({ scheduledAt: at, isOurTime: false });
      }
      if (expected !== null && expected > at) found += 1;
    });
    fc.assert(property, { numRuns: RUNS });
    expect(found).toBeGreaterThan(RUNS / 10);
  });
});
