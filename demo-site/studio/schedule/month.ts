/** A month of the calendar; `month` is 0 to 11. */
export interface Month {
  year: number;
  month: number;
}

/** The month that is so many months later. */
export function monthAfter({ year, month }: Month, count: number): Month {
  const months = year * 12 + month + count;
  return { year: Math.floor(months / 12), month: ((months % 12) + 12) % 12 };
}

/** Dates of a month (`2026-12-31`) in weeks from Monday on; null where a week belongs to another month. */
export function weeksOf({ year, month }: Month): (string | null)[][] {
  const first = new Date(Date.UTC(year, month, 1));
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const before = (first.getUTCDay() + 6) % 7;
  const days = [
    ...Array.from({ length: before }, () => null),
    ...Array.from({ length }, (_, i) => dateText(year, month, i + 1)),
  ];
  const weeks: (string | null)[][] = [];
  for (let i = 0; i < days.length; i += 7) {
    const week = days.slice(i, i + 7);
    weeks.push([...week, ...Array.from({ length: 7 - week.length }, () => null)]);
  }
  return weeks;
}

function dateText(year: number, month: number, day: number): string {
  return `${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
