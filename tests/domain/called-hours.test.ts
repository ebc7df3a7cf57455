import { describe, expect, it } from 'vitest';
import { hoursOf } from '../../edge/domain/callback/hours.ts';
import { planOrder } from '../../edge/domain/callback/rules.ts';
import { zonesOfCalled } from '../../edge/domain/schedule/called-hours.ts';
import { ScheduleInputSchema } from '../../shared/contract/admin/schedule.ts';

const MOSCOW = '+79161234567';
const WINTER = Date.parse('2026-12-07T09:00:00Z');
const SUMMER = Date.parse('2027-07-05T09:00:00Z');

describe('the clock by which somebody is called', () => {
  const zones = (phone: string, zone: string, callersZone = 'Europe/Moscow', at = WINTER) =>
    zonesOfCalled({ phone, zone, callersZone }, at);

  it.each([
    ['is that of their browser', MOSCOW, 'Asia/Vladivostok', ['Asia/Vladivostok']],
    ['has many names', '+919812345678', 'Asia/Calcutta', ['Asia/Calcutta']],
    ['is another with the same time as theirs', MOSCOW, 'Asia/Dubai', ['Asia/Dubai']],
    [
      'is the business’s where the browser’s is none of the country',
      MOSCOW,
      'America/Lima',
      ['Europe/Moscow'],
    ],
    ['is the business’s where the browser’s is nonsense', MOSCOW, 'Nowhere/Land', ['Europe/Moscow']],
    ['is the country’s where neither is of it', '+491512345678', 'UTC', ['Europe/Berlin']],
  ])('%s', (_, phone, zone, expected) => {
    expect(zones(phone, zone)).toEqual(expected);
  });

  it('is every clock of the country where nothing is known', () => {
    // From New York to Hawaii, with and without summer time.
    expect(zones('+12125551234', 'UTC')).toHaveLength(8);
    expect(zones('+12125551234', 'Europe/Berlin')).toHaveLength(8);
  });

  it('is not that of a country which has the same time for half a year', () => {
    expect(zones('+442079460018', 'UTC')).toEqual([expect.stringMatching(/^Europe/)]);
    // Berlin in summer shows the time of Kaliningrad.
    expect(zones(MOSCOW, 'Europe/Berlin', 'Europe/Moscow', SUMMER)).toEqual(['Europe/Moscow']);
  });

  it('is any that was sent where the number has no country, and none where nothing was', () => {
    expect(zones('+80012345678', 'Asia/Tokyo')).toEqual(['Asia/Tokyo']);
    expect(zones('+80012345678', 'x', 'y')).toEqual([]);
  });
});

/** Moscow, nine to eighteen on weekdays, convenient at ten; unless told. */
function hours(zone: string, phone = MOSCOW, changes: Record<string, unknown> = {}) {
  const day = [{ from: '09:00', to: '18:00' }];
  const schedule = ScheduleInputSchema.parse({
    name: 'Office',
    timeZone: 'Europe/Moscow',
    week: { mon: day, tue: day, wed: day, thu: day, fri: day },
    convenient: { mon: '10:00', tue: '10:00', wed: '10:00', thu: '10:00', fri: '10:00' },
    ...changes,
  });
  return hoursOf({ schedule, timeZone: 'Europe/Moscow' }, { phone, zone }, () => []);
}

/** On the clock of Moscow, Monday 7 December 2026 unless told. */
const at = (time: string, date = '2026-12-07') => Date.parse(`${date}T${time}:00+03:00`);

describe('the hours of a call', () => {
  it.each([
    // Vladivostok is seven hours ahead: its day ends at 14:00 Moscow time.
    ['both awake', 'Asia/Vladivostok', '13:59', '13:59', '2026-12-07'],
    ['at nine in the evening', 'Asia/Vladivostok', '14:00', '09:00', '2026-12-08'],
    ['deep in the night', 'Asia/Vladivostok', '17:30', '09:00', '2026-12-08'],
    // Kaliningrad is an hour behind: eight there is nine in Moscow.
    ['at opening', 'Europe/Kaliningrad', '06:00', '09:00', '2026-12-07'],
    // Kamchatka is nine hours ahead: 9:00 to 12:00 are all that both have.
    ['after the last common minute', 'Asia/Kamchatka', '12:00', '09:00', '2026-12-08'],
    ['over the weekend', 'Asia/Kamchatka', '12:00', '09:00', '2026-12-14', '2026-12-11'],
  ])('%s in %s', (_, zone, from, time, date, today = '2026-12-07') => {
    const found = hours(zone).nextCallable(at(from, today));
    expect(found).toBe(at(time, date));
    expect(hours(zone).isCallable(at(from, today))).toBe(found === at(from, today));
  });

  it('begin at eight where there is no schedule, across a change of the clock', () => {
    const free = hoursOf({ schedule: null, timeZone: 'UTC' }, { phone: '+491512345678', zone: '' }, () => []);
    // The clock goes from 2:00 to 3:00 on 28 March 2027.
    expect(free.nextCallable(Date.parse('2027-03-27T21:00:00+01:00'))).toBe(
      Date.parse('2027-03-28T08:00:00+02:00'),
    );
    expect(free.nextConvenient(Date.parse('2027-03-27T20:30:00+01:00'))).toBe(
      Date.parse('2027-03-28T08:00:00+02:00'),
    );
  });

  it('are none where working time and the day of the called never meet', () => {
    const newYork = '+12125551234';
    const short = { week: { mon: [{ from: '09:00', to: '12:00' }] }, convenient: {} };
    const never = hours('America/New_York', newYork, short);
    expect(never.nextCallable(at('09:00'))).toBeNull();
    expect(planOrder('now', never, at('20:00'))).toBeNull();
    // An order for now inside the hours is theirs to make.
    expect(planOrder('now', never, at('10:00'))).toEqual({ scheduledAt: at('10:00'), isOurTime: false });
  });

  it('move a deferred order to a convenient time that wakes nobody', () => {
    const evening = { convenient: { mon: '17:00', tue: '13:00' } };
    const ours = (zone: string) => planOrder('now', hours(zone, MOSCOW, evening), at('06:00'));
    expect(ours('Europe/Moscow')?.scheduledAt).toBe(at('17:00'));
    expect(ours('Asia/Vladivostok')?.scheduledAt).toBe(at('13:00', '2026-12-08'));
    // Nobody's convenient time is in their day: the first that is in both.
    expect(ours('Asia/Kamchatka')?.scheduledAt).toBe(at('09:00'));
  });

  it('leave a time that the visitor chose, and count once it has to be moved', () => {
    const wanted = new Date(at('17:00')).toISOString();
    const vladivostok = hours('Asia/Vladivostok');
    expect(planOrder(wanted, vladivostok, at('10:00'))).toEqual({
      scheduledAt: at('17:00'),
      isOurTime: false,
    });
    const closed = new Date(at('20:00')).toISOString();
    expect(planOrder(closed, vladivostok, at('10:00'))).toEqual({
      scheduledAt: at('09:00', '2026-12-08'),
      isOurTime: true,
    });
  });
});
