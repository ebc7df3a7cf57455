import { STATISTICS_MS } from '../../../domain/limits.ts';
import { COUNTERS, type Counter, type CounterBatch, hourOf } from '../../../domain/statistics.ts';
import { STAY_COUNTERS, type StayCounter } from '../../../domain/visit-length.ts';
import { FunnelStore } from './funnel-store.ts';
import { SampleStore } from './sample-store.ts';

/** Isolates live for hours at most; one that was silent for longer sends nothing again. */
const FLUSHES_KEPT_MS = 7 * 86_400_000;

const COLUMN: Readonly<Record<Counter, string>> = {
  ...(Object.fromEntries(STAY_COUNTERS.map((counter) => [counter, counter])) as Record<StayCounter, string>),
  views: 'views',
  sessions: 'sessions',
  leased: 'leased',
  renewed: 'renewed',
  extendedS: 'extended_s',
  static: 'static',
  fallback: 'fallback',
  exhausted: 'exhausted',
  remembered: 'remembered',
};
const COLUMNS = COUNTERS.map((counter) => COLUMN[counter]);
const ADD_ROW = `INSERT INTO hourly (hour, campaign, office, site, ${COLUMNS.join(', ')})
  VALUES (?, ?, ?, ?, ${COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT DO UPDATE SET ${COLUMNS.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`;

/** The SQL of what the edge counted. Nothing here decides. */
export class HourlyStore {
  readonly #sql: SqlStorage;
  readonly #samples: SampleStore;
  readonly #funnel: FunnelStore;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#samples = new SampleStore(sql);
    this.#funnel = new FunnelStore(sql);
  }

  /** Adds a batch, unless it was added before. Call inside a transaction. */
  add({ isolate, seq, rows, issues, samples = [], funnel = [] }: CounterBatch, now: number): void {
    const isNew = this.#sql.exec(
      `INSERT INTO flushes (isolate, seq, at) VALUES (?1, ?2, ?3)
       ON CONFLICT DO UPDATE SET seq = ?2, at = ?3 WHERE seq < ?2 RETURNING seq`,
      isolate,
      seq,
      now,
    );
    if (isNew.toArray().length === 0) return;
    for (const row of rows) {
      // An isolate of an older version does not know all of them.
      const counts = COUNTERS.map((counter) => row[counter] ?? 0);
      this.#sql.exec(ADD_ROW, row.hour, row.campaign, row.office, row.site, ...counts);
    }
    for (const { number, hour, issues: count, lastAt } of issues) {
      this.#sql.exec(
        `INSERT INTO hourly_issues (number, hour, issues, last_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET issues = issues + ?3, last_at = max(last_at, ?4)`,
        number,
        hour,
        count,
        lastAt,
      );
    }
    this.#samples.add(samples);
    this.#funnel.add(funnel);
  }

  /** True while samples are left: they have to go even if nothing is counted any more. */
  forget(now: number): boolean {
    const before = hourOf(now - STATISTICS_MS);
    this.#sql.exec('DELETE FROM hourly WHERE hour < ?', before);
    this.#sql.exec('DELETE FROM hourly_issues WHERE hour < ?', before);
    this.#sql.exec('DELETE FROM flushes WHERE at < ?', now - FLUSHES_KEPT_MS);
    this.#funnel.forget(now);
    return this.#samples.forget(now);
  }
}
