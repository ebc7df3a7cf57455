import { FUNNEL_STEPS } from '../../shared/contract/admin/funnel.ts';
import type { FunnelRow } from '../domain/funnel.ts';
import { FLUSH_MS, FLUSH_WAIT_MS, MAX_FUNNEL_ROWS } from '../domain/limits.ts';
import {
  type CountedVisit,
  type CounterBatch,
  type CounterRow,
  hourOf,
  type IssueRow,
  noCounts,
} from '../domain/statistics.ts';
import type { Visit } from '../domain/visit-attributes.ts';
import { VisitSamples } from './visit-samples.ts';

/** Hands a batch to the account. Rejects if it may not have arrived; then the same batch is sent again. */
export type SendBatch = (account: string, batch: CounterBatch) => Promise<void>;

interface Window {
  rows: Map<string, CounterRow>;
  issues: Map<string, IssueRow>;
  samples: VisitSamples;
  funnel: Map<string, FunnelRow>;
  flushedAt: number;
  /** Sent, and not known to have arrived. */
  pending: CounterBatch | null;
  sendingSince: number | null;
}

export interface CountedPlace {
  account: string;
  site: string;
  /** Empty for a visit without a campaign. */
  campaign: string;
}

/**
 * Adds up what this isolate answered and hands it to the accounts, at most once in five seconds each and only behind
 * the answer to a request: nothing runs between requests. These are statistics, not facts: what has not been handed over
 * when the isolate ends is lost, at most the time since the last flush.
 */
export class EdgeCounters {
  readonly #isolate: string;
  readonly #send: SendBatch;
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #windows = new Map<string, Window>();
  #seq = 0;

  /** `random` answers chance, from 0 to 1. */
  constructor(isolate: string, send: SendBatch, now: () => number, random: () => number) {
    this.#isolate = isolate;
    this.#send = send;
    this.#now = now;
    this.#random = random;
  }

  /** `begun` is the visit that a session began with, to be sampled; null for a visit within one. */
  add(
    place: CountedPlace,
    visit: CountedVisit,
    begun: Visit | null,
    waitUntil: (work: Promise<unknown>) => void,
  ): void {
    const now = this.#now();
    const window = this.#windowOf(place.account);
    const hour = hourOf(now);
    for (const { office, counter, by } of visit.counts) rowOf(window, place, office, hour)[counter] += by;
    for (const number of visit.issued) {
      const key = `${number}/${hour}`;
      const issues = (window.issues.get(key)?.issues ?? 0) + 1;
      window.issues.set(key, { number, hour, issues, lastAt: now });
    }
    if (begun) {
      const { site, campaign } = place;
      window.samples.offer({ site, campaign: campaign || null, draw: this.#random() }, begun);
    }
    this.#flushIfDue(place.account, window, waitUntil);
  }

  /** What visitors did with widgets. */
  addFunnel(account: string, rows: readonly FunnelRow[], waitUntil: (work: Promise<unknown>) => void): void {
    const window = this.#windowOf(account);
    for (const row of rows) {
      const key = [row.widget, row.day, row.style, row.page].join('\n');
      const known = window.funnel.get(key);
      if (known) for (const step of FUNNEL_STEPS) known[step] += row[step];
      else if (window.funnel.size < MAX_FUNNEL_ROWS) window.funnel.set(key, { ...row });
    }
    this.#flushIfDue(account, window, waitUntil);
  }

  #flushIfDue(account: string, window: Window, waitUntil: (work: Promise<unknown>) => void): void {
    const now = this.#now();
    if (now - window.flushedAt >= FLUSH_MS && !isSending(window, now)) {
      waitUntil(this.#flush(account, window, now));
    }
  }

  #windowOf(account: string): Window {
    const known = this.#windows.get(account);
    if (known) return known;
    const window: Window = {
      rows: new Map(),
      issues: new Map(),
      samples: new VisitSamples(),
      funnel: new Map(),
      flushedAt: 0,
      pending: null,
      sendingSince: null,
    };
    this.#windows.set(account, window);
    return window;
  }

  async #flush(account: string, window: Window, now: number): Promise<void> {
    window.flushedAt = now;
    window.sendingSince = now;
    const batch = window.pending ?? this.#close(window);
    window.pending = batch;
    try {
      await this.#send(account, batch);
      if (window.pending === batch) window.pending = null;
    } catch {
      // It stays pending: the next flush sends it again under the same number, and what came since waits behind it.
    }
    window.sendingSince = null;
  }

  #close(window: Window): CounterBatch {
    this.#seq += 1;
    const rows = [...window.rows.values()];
    const issues = [...window.issues.values()];
    window.rows = new Map();
    window.issues = new Map();
    const samples = window.samples.take();
    const funnel = [...window.funnel.values()];
    window.funnel = new Map();
    return {
      isolate: this.#isolate,
      seq: this.#seq,
      rows,
      issues,
      ...(samples.length > 0 && { samples }),
      ...(funnel.length > 0 && { funnel }),
    };
  }
}

/** The platform may drop the work behind an answer, so a flush is not believed in for ever. */
function isSending({ sendingSince }: Window, now: number): boolean {
  return sendingSince !== null && now - sendingSince < FLUSH_WAIT_MS;
}

function rowOf(window: Window, { site, campaign }: CountedPlace, office: string, hour: number): CounterRow {
  const key = `${site}/${campaign}/${office}/${hour}`;
  const row = window.rows.get(key) ?? { site, campaign, office, hour, ...noCounts() };
  window.rows.set(key, row);
  return row;
}
