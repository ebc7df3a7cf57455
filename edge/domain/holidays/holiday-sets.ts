import { Temporal } from 'temporal-polyfill';
import type { HolidaySetName } from '../../../shared/contract/admin/holiday-style.ts';
import { HOLIDAY_LOOKS, type HolidayLook } from '../../../shared/holiday-looks.ts';
import { orthodoxEaster, westernEaster } from './easter.ts';

/** The looks of a holiday and the days on which they are worn (S1-79). */
export interface HolidaySet extends HolidayLook {
  /** First and last day, of the holiday that falls into `year`; they may reach into the years around it. */
  days(year: number): { from: Temporal.PlainDate; to: Temporal.PlainDate };
}

/**
 * Fixed days are those of the laws that make them: for Russia the Labour Code, article 112; for Germany the Unification
 * Treaty, article 2; for Latvia and the United Arab Emirates their laws on public holidays. The days before belong to the
 * set as shops decorate for them.
 */
export const HOLIDAY_SETS: Readonly<Record<HolidaySetName, HolidaySet>> = {
  new_year: { ...HOLIDAY_LOOKS.new_year, days: fixed([12, 27], [1, 8]) },
  christmas: { ...HOLIDAY_LOOKS.christmas, days: fixed([12, 18], [12, 26]) },
  orthodox_christmas: { ...HOLIDAY_LOOKS.orthodox_christmas, days: fixed([1, 5], [1, 8]) },
  valentines_day: { ...HOLIDAY_LOOKS.valentines_day, days: fixed([2, 12], [2, 14]) },
  defenders_day: { ...HOLIDAY_LOOKS.defenders_day, days: fixed([2, 21], [2, 23]) },
  womens_day: { ...HOLIDAY_LOOKS.womens_day, days: fixed([3, 6], [3, 8]) },
  easter: { ...HOLIDAY_LOOKS.easter, days: around(westernEaster, -2, 1) },
  orthodox_easter: { ...HOLIDAY_LOOKS.orthodox_easter, days: around(orthodoxEaster, -2, 1) },
  victory_day: { ...HOLIDAY_LOOKS.victory_day, days: fixed([5, 7], [5, 9]) },
  russia_day: { ...HOLIDAY_LOOKS.russia_day, days: fixed([6, 11], [6, 12]) },
  german_unity_day: { ...HOLIDAY_LOOKS.german_unity_day, days: fixed([10, 3], [10, 3]) },
  halloween: { ...HOLIDAY_LOOKS.halloween, days: fixed([10, 28], [10, 31]) },
  latvia_independence_day: { ...HOLIDAY_LOOKS.latvia_independence_day, days: fixed([11, 17], [11, 18]) },
  black_friday: { ...HOLIDAY_LOOKS.black_friday, days: around(blackFriday, -4, 3) },
  uae_national_day: { ...HOLIDAY_LOOKS.uae_national_day, days: fixed([12, 1], [12, 3]) },
};

/** The first of `chosen` whose days `date` is among. */
export function holidayOn(chosen: readonly HolidaySetName[], date: Temporal.PlainDate): HolidaySet | null {
  const isOn = ({ days }: HolidaySet) =>
    // Days that begin in the old year are those of its own holiday.
    [date.year - 1, date.year].some((year) => {
      const { from, to } = days(year);
      return Temporal.PlainDate.compare(from, date) <= 0 && Temporal.PlainDate.compare(date, to) <= 0;
    });
  const name = chosen.find((one) => isOn(HOLIDAY_SETS[one]));
  return name === undefined ? null : HOLIDAY_SETS[name];
}

type MonthDay = readonly [month: number, day: number];

function fixed([month, day]: MonthDay, [endMonth, endDay]: MonthDay): HolidaySet['days'] {
  return (year) => ({
    from: Temporal.PlainDate.from({ year, month, day }),
    to: Temporal.PlainDate.from({
      year: endMonth < month ? year + 1 : year,
      month: endMonth,
      day: endDay,
    }),
  });
}

function around(
  dayOf: (year: number) => Temporal.PlainDate,
  first: number,
  last: number,
): HolidaySet['days'] {
  return (year) => {
    const day = dayOf(year);
    return { from: day.add({ days: first }), to: day.add({ days: last }) };
  };
}

/** The day after Thanksgiving, the fourth Thursday of November (5 U.S.C. 6103). */
function blackFriday(year: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month: 11, day: 1 });
  const toThursday = (4 - first.dayOfWeek + 7) % 7;
  return first.add({ days: toThursday + 3 * 7 + 1 });
}
