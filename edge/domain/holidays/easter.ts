import { Temporal } from 'temporal-polyfill';

/**
 * Easter Sunday of the western churches, in the Gregorian calendar, from 1583 on: the algorithm of Butcher (1876) as
 * Meeus gives it, "Astronomical Algorithms", 2nd edition, chapter 8. The letters are his.
 */
export function westernEaster(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(n / 31), day: (n % 31) + 1 });
}

/**
 * Easter Sunday of the orthodox churches: found in the Julian calendar (Meeus, the same chapter), told in the Gregorian.
 */
export function orthodoxEaster(year: number): Temporal.PlainDate {
  const a = year % 4;
  const b = year % 7;
  const c = year % 19;
  const d = (19 * c + 15) % 30;
  const e = (2 * a + 4 * b - d + 34) % 7;
  const n = d + e + 114;
  const julian = Temporal.PlainDate.from({ year, month: Math.floor(n / 31), day: (n % 31) + 1 });
  return julian.add({ days: Math.floor(year / 100) - Math.floor(year / 400) - 2 });
}
