import type { Funnel } from '../../../shared/contract/admin/funnel.ts';

/** What is drawn of a funnel, in the order of the visit. */
export const STEPS = ['shown', 'opened', 'submitted', 'talked'] as const;
export type Step = (typeof STEPS)[number];

export const STEP_NAMES: Readonly<Record<Step, string>> = {
  shown: 'Shown',
  opened: 'Opened',
  submitted: 'Ordered',
  talked: 'Talked',
};

/** Steps of one day, style or page; null where it is not known. */
export type Counted = Readonly<Record<Step, number | null>>;

const NOTHING: Counted = { shown: 0, opened: 0, submitted: 0, talked: 0 };

/** A row for every date of the time, those without anything among them. */
export function everyDay({ from, to, rows }: Funnel): { key: string; counts: Counted }[] {
  const known = new Map<string | null, Counted>(rows.map((row) => [row.key, row]));
  const days: { key: string; counts: Counted }[] = [];
  const last = Date.parse(to);
  for (let at = Date.parse(from); at <= last; at += 86_400_000) {
    const key = new Date(at).toISOString().slice(0, 10);
    days.push({ key, counts: known.get(key) ?? NOTHING });
  }
  return days;
}

/** `37 %`, `0.4 %`; a dash where nothing can be said. */
export function shareOf(part: number | null, whole: number | null): string {
  if (part === null || !whole) return '–';
  const percent = (100 * part) / whole;
  return `${percent.toFixed(percent > 0 && percent < 10 ? 1 : 0)} %`;
}

export function tellCount(count: number | null): string {
  return count === null ? '–' : count.toLocaleString('en-GB');
}
