import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../../edge/domain/schedule/calendar.ts';
import { isWorking, nextConvenient } from '../../edge/domain/schedule/working-time.ts';
import { ScheduleInputSchema } from '../../shared/contract/admin/schedule.ts';
import { DEMO_HOURS_NAME, type DemoHours, isOpenAt, nightHours } from '../../shared/demo-hours.ts';

const MIDNIGHT = Date.parse('2026-12-07T00:00:00+03:00');
const MINUTES = Array.from({ length: 24 * 60 }, (_, minute) => minute);

function calendarOf(hours: DemoHours) {
  const input = { name: DEMO_HOURS_NAME, timeZone: 'Europe/Moscow', ...hours };
  return compileCalendar(ScheduleInputSchema.parse(input));
}

describe('the hours of the demonstration', () => {
  it('are closed at the minute at which it is made night, and for two hours at least', () => {
    for (const minute of MINUTES) {
      const at = MIDNIGHT + minute * 60_000;
      const night = calendarOf(nightHours(minute));
      expect([minute, isWorking(night, at)]).toEqual([minute, false]);
      const wait = (nextConvenient(night, at) ?? 0) - at;
      expect([minute, wait >= 2 * 3_600_000 && wait <= 24 * 3_600_000]).toEqual([minute, true]);
    }
  });

  it('are read on the page as the server reads them', () => {
    for (const hours of [nightHours(0), nightHours(12 * 60)]) {
      const calendar = calendarOf(hours);
      for (const minute of MINUTES) {
        const isOpen = isWorking(calendar, MIDNIGHT + minute * 60_000);
        expect([minute, isOpenAt(hours, minute)]).toEqual([minute, isOpen]);
      }
    }
  });
});
