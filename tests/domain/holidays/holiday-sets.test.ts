import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { orthodoxEaster, westernEaster } from '../../../edge/domain/holidays/easter.ts';
import { HOLIDAY_SETS, holidayOn } from '../../../edge/domain/holidays/holiday-sets.ts';
import { type HolidaySetName, HOLIDAY_SETS as NAMES } from '../../../shared/contract/admin/holiday-style.ts';
import { contrastOf, textOn } from '../../../shared/contrast.ts';

/** As the churches publish them. */
const EASTERS = [
  [2016, '2016-03-27', '2016-05-01'],
  [2017, '2017-04-16', '2017-04-16'],
  [2018, '2018-04-01', '2018-04-08'],
  [2019, '2019-04-21', '2019-04-28'],
  [2020, '2020-04-12', '2020-04-19'],
  [2021, '2021-04-04', '2021-05-02'],
  [2022, '2022-04-17', '2022-04-24'],
  [2023, '2023-04-09', '2023-04-16'],
  [2024, '2024-03-31', '2024-05-05'],
  [2025, '2025-04-20', '2025-04-20'],
  [2026, '2026-04-05', '2026-04-12'],
  [2027, '2027-03-28', '2027-05-02'],
  [2028, '2028-04-16', '2028-04-16'],
  [2029, '2029-04-01', '2029-04-08'],
  [2030, '2030-04-21', '2030-04-28'],
] as const;

function wornOn(date: string, chosen: readonly HolidaySetName[] = NAMES): HolidaySetName | undefined {
  const set = holidayOn(chosen, Temporal.PlainDate.from(date));
  return NAMES.find((name) => HOLIDAY_SETS[name] === set);
}

describe('Easter', () => {
  it.each(EASTERS)('of %i is on the days that the churches name', (year, western, orthodox) => {
    expect([westernEaster(year).toString(), orthodoxEaster(year).toString()]).toEqual([western, orthodox]);
  });

  it('is a Sunday of spring in every year that anybody will see', () => {
    for (let year = 2000; year < 2200; year++) {
      for (const [day, last] of [
        [westernEaster(year), `${year}-04-25`],
        [orthodoxEaster(year), `${year}-05-10`],
      ] as const) {
        expect(day.dayOfWeek, day.toString()).toBe(7);
        expect(day.toString() >= `${year}-03-22` && day.toString() <= last, day.toString()).toBe(true);
      }
    }
  });
});

describe('a holiday set', () => {
  it.each([
    ['2026-12-27', 'new_year'],
    ['2027-01-01', 'new_year'],
    ['2027-01-08', 'new_year'],
    ['2027-01-09', undefined],
    ['2026-12-25', 'christmas'],
    ['2027-02-14', 'valentines_day'],
    ['2027-02-15', undefined],
    ['2027-02-23', 'defenders_day'],
    ['2027-03-08', 'womens_day'],
    ['2027-03-28', 'easter'],
    ['2027-05-02', 'orthodox_easter'],
    ['2027-05-09', 'victory_day'],
    ['2027-06-12', 'russia_day'],
    ['2027-10-03', 'german_unity_day'],
    ['2027-10-31', 'halloween'],
    ['2027-11-18', 'latvia_independence_day'],
    ['2026-11-27', 'black_friday'],
    ['2027-11-26', 'black_friday'],
    ['2027-11-30', undefined],
    ['2026-12-02', 'uae_national_day'],
    ['2027-07-15', undefined],
  ])('on %s is %s', (date, name) => {
    expect(wornOn(date)).toBe(name);
  });

  it('goes by the order of the owner where two fall on one day', () => {
    expect(wornOn('2027-01-07', ['orthodox_christmas', 'new_year'])).toBe('orthodox_christmas');
    expect(wornOn('2027-01-07', ['new_year', 'orthodox_christmas'])).toBe('new_year');
    expect(wornOn('2027-01-07', ['easter'])).toBeUndefined();
  });

  it('comes every year, for three weeks at most, and its button can be read', () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(8);
    for (const [name, { accent, days }] of Object.entries(HOLIDAY_SETS)) {
      expect(contrastOf(textOn(accent), accent), name).toBeGreaterThanOrEqual(4.5);
      for (let year = 2024; year < 2060; year++) {
        const { from, to } = days(year);
        const length = from.until(to).total('days');
        expect(length >= 0 && length <= 21, `${name} ${year}`).toBe(true);
      }
    }
  });
});
