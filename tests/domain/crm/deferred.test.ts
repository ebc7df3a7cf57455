import { describe, expect, test } from 'vitest';
import { resolveRule } from '../../../edge/domain/crm/resolve-rule.ts';
import { type Calendar, compileCalendar } from '../../../edge/domain/schedule/calendar.ts';
import { ScheduleInputSchema } from '../../../shared/contract/admin/schedule.ts';
import { ANNA, aCommunication, aRule, aSetup, BORIS, people } from '../../support/crm.ts';

/** Every day from `from` to `to`. */
function daily(from: string, to: string, timeZone = 'Europe/Moscow', specialDays: object[] = []): Calendar {
  const hours = [{ from, to }];
  const week = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours };
  return compileCalendar(ScheduleInputSchema.parse({ name: 'S', timeZone, week, specialDays }));
}

const at = (text: string) => Date.parse(text);
const OFFICE = daily('09:00', '18:00'); // 6:00 to 15:00 UTC
const EARLY = daily('07:00', '12:00'); // 4:00 to 9:00 UTC
const NIGHT = '2026-12-01T20:00:00Z';

interface Case {
  named?: string | null;
  own?: Calendar | null;
  hours?: Calendar | null;
  waits?: boolean;
  startedAt?: string;
  now?: string;
}

function until({
  named = null,
  own = null,
  hours = OFFICE,
  waits = true,
  startedAt = NIGHT,
  now,
}: Case): string | null {
  const setup = aSetup({
    hours,
    people: people({ [ANNA]: { calendar: own } }),
    rules: [aRule({ fields: { responsible: named } })],
    base: { waitForHours: waits },
  });
  const told = aCommunication({ startedAt: at(startedAt), responsible: BORIS });
  const resolution = resolveRule(setup, told, at(now ?? startedAt));
  return resolution.kind === 'waits' ? new Date(resolution.until).toISOString() : null;
}

describe('what comes outside of working hours (S3-7, S3-8, S3-28)', () => {
  test.each<[string, Case, string | null]>([
    ['waits for the integration where nobody is named', {}, '2026-12-02T06:00:00.000Z'],
    ['waits for the person that the rule names', { named: ANNA, own: EARLY }, '2026-12-02T04:00:00.000Z'],
    ['waits for the integration if that person has no hours', { named: ANNA }, '2026-12-02T06:00:00.000Z'],
    [
      'does not ask for the hours of somebody the rule does not name',
      { own: EARLY },
      '2026-12-02T06:00:00.000Z',
    ],
    ['goes on at once where the rule does not say to wait', { waits: false }, null],
    ['goes on at once where there are no hours at all', { hours: null }, null],
    ['goes on at once in working time', { startedAt: '2026-12-01T08:00:00Z' }, null],
    [
      'goes on though working time ended meanwhile',
      { startedAt: '2026-12-01T14:59:00Z', now: '2026-12-01T15:30:00Z' },
      null,
    ],
    ['goes on once working time has begun', { now: '2026-12-02T06:00:00Z' }, null],
    ['still waits a moment before', { now: '2026-12-02T05:59:59Z' }, '2026-12-02T06:00:00.000Z'],
    ['goes on when a restart comes long after', { now: '2026-12-02T23:00:00Z' }, null],
    [
      'is in working time of the person, though not of the integration',
      { named: ANNA, own: EARLY, startedAt: '2026-12-01T05:00:00Z' },
      null,
    ],
    [
      'waits for the person in working time of the integration',
      { named: ANNA, own: EARLY, startedAt: '2026-12-01T12:00:00Z' },
      '2026-12-02T04:00:00.000Z',
    ],
    [
      'never waits for hours that do not come',
      {
        hours: daily('09:00', '18:00', 'Europe/Moscow', []),
        named: ANNA,
        own: compileCalendar(ScheduleInputSchema.parse({ name: 'N', timeZone: 'UTC' })),
      },
      null,
    ],
    [
      'waits over a holiday',
      { hours: daily('09:00', '18:00', 'Europe/Moscow', [{ dates: ['2026-12-02'] }]) },
      '2026-12-03T06:00:00.000Z',
    ],
  ])('at night: %s (S3-7, S3-8, S3-28)', (_, input, expected) => {
    expect(until(input)).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['the night that loses an hour', '2026-03-28T20:00:00Z', '2026-03-29T07:00:00.000Z'],
    ['the night before it', '2026-03-27T20:00:00Z', '2026-03-28T08:00:00.000Z'],
    ['the night that gains an hour', '2026-10-24T20:00:00Z', '2026-10-25T08:00:00.000Z'],
    ['the night before that', '2026-10-23T20:00:00Z', '2026-10-24T07:00:00.000Z'],
  ])('opens at nine by the wall clock after %s', (_, startedAt, expected) => {
    expect(until({ hours: daily('09:00', '18:00', 'Europe/Berlin'), startedAt })).toBe(expected);
  });

  test('hours that do not exist that night begin when the clock has jumped', () => {
    const hours = daily('02:30', '03:30', 'Europe/Berlin');
    expect(until({ hours, startedAt: '2026-03-28T20:00:00Z' })).toBe('2026-03-29T01:00:00.000Z');
  });
});
