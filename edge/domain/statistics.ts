import type { Swap } from '../../shared/contract/swap.ts';
import type { FunnelRow } from './funnel.ts';
import type { PoolOfficeAnswer } from './swap-answer.ts';
import { STAY_COUNTERS, type StayMove } from './visit-length.ts';
import type { VisitSample } from './visit-sample.ts';

/**
 * What the edge counts, hour by hour. Views, sessions and lengths of visits (`visit-length.ts`) belong to a campaign as a
 * whole, all else to one office of it.
 * A newcomer to a pool is counted once in a stay: as `leased`, or as `fallback` or `exhausted` (nothing to show). Those
 * of the latter two whom the isolate answered without the pool are also `remembered`. `extendedS` is by how many
 * seconds renewals moved the ends of leases.
 */
export const COUNTERS = [
  'views',
  'sessions',
  'leased',
  'renewed',
  'extendedS',
  'static',
  'fallback',
  'exhausted',
  'remembered',
  ...STAY_COUNTERS,
] as const;
export type Counter = (typeof COUNTERS)[number];
export type Counts = Record<Counter, number>;

/** `office` is empty for the campaign as a whole, `campaign` too for visits without one. */
export interface CounterRow extends Counts {
  site: string;
  campaign: string;
  office: string;
  /** Hours since the epoch. */
  hour: number;
}

/** How often a number (E.164) was given to a visitor who had not just had it. */
export interface IssueRow {
  number: string;
  hour: number;
  issues: number;
  /** Epoch ms. */
  lastAt: number;
}

/** One flush of one isolate. `seq` grows with every flush, and a repetition carries the same one. */
export interface CounterBatch {
  isolate: string;
  seq: number;
  rows: CounterRow[];
  issues: IssueRow[];
  /** Absent if none was taken. */
  samples?: VisitSample[];
  /** Absent if nobody did anything with a widget. */
  funnel?: FunnelRow[];
}

export const HOUR_MS = 3_600_000;
/** What statistics are told of, if nobody says otherwise. */
export const WEEK_MS = 7 * 24 * HOUR_MS;

export function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS);
}

export interface AnsweredVisit {
  isNewSession: boolean;
  /** How long ago the visitor last asked this campaign in this stay, ms; null for a newcomer. */
  sinceSeenMs: number | null;
  swaps: readonly Pick<Swap, 'office' | 'kind' | 'number'>[];
  /** What the pool answered; null if nothing was to be leased. */
  leases: readonly PoolOfficeAnswer[] | null;
  /** Offices that were answered without the pool. */
  remembered: readonly string[];
  /** How the visit's length grew. */
  stays?: readonly StayMove[];
}

export interface CountedVisit {
  counts: { office: string; counter: Counter; by: number }[];
  /** Numbers that were given out anew. */
  issued: string[];
}

/** What one answered visit adds to the counters. */
export function countVisit(visit: AnsweredVisit): CountedVisit {
  const { isNewSession, sinceSeenMs, swaps, leases, remembered, stays = [] } = visit;
  const counts: CountedVisit['counts'] = [{ office: '', counter: 'views', by: 1 }];
  const issued: string[] = [];
  const count = (office: string, counter: Counter, by = 1) => counts.push({ office, counter, by });
  if (isNewSession) count('', 'sessions');
  for (const { counter, by } of stays) count('', counter, by);
  for (const { office, number } of swaps.filter(({ kind }) => kind === 'static')) {
    count(office, 'static');
    if (isNewSession) issued.push(number);
  }
  for (const lease of leases ?? []) {
    const { office } = lease;
    if (lease.kind === 'leased' && lease.renewed) {
      count(office, 'renewed');
      count(office, 'extendedS', Math.max(0, Math.round((sinceSeenMs ?? 0) / 1000)));
    } else if (lease.kind === 'leased') {
      count(office, 'leased');
      issued.push(lease.number);
    } else if (sinceSeenMs === null) {
      count(office, lease.kind === 'fallback' ? 'fallback' : 'exhausted');
      if (remembered.includes(office)) count(office, 'remembered');
      if (lease.kind === 'fallback') issued.push(lease.number);
    }
  }
  return { counts, issued };
}

export function noCounts(): Counts {
  return Object.fromEntries(COUNTERS.map((counter) => [counter, 0])) as Counts;
}
