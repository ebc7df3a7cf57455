import { FUNNEL_STEPS, type FunnelStep } from '../../../../shared/contract/admin/funnel.ts';
import type { FunnelRow } from '../../../domain/funnel.ts';
import { MAX_FUNNEL_ROWS, STATISTICS_MS } from '../../../domain/limits.ts';

const STEPS = FUNNEL_STEPS.join(', ');
const SUMS = FUNNEL_STEPS.map((step) => `sum(${step}) AS ${step}`).join(', ');
const ADD = `INSERT INTO funnel (widget, day, style, page, ${STEPS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET ${FUNNEL_STEPS.map((step) => `${step} = ${step} + excluded.${step}`).join(', ')}`;

export interface FunnelSpan {
  /** Dates, both part of it. */
  from: string;
  to: string;
  widget: string | null;
}

export type FunnelSums = Record<FunnelStep, number> & { key: string };

/** The SQL of what visitors did with widgets, day by day. */
export class FunnelStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Pages and styles are what a page says they are: once a day has very many, the rest is one row. */
  add(rows: readonly FunnelRow[]): void {
    for (const row of rows) {
      const isKnown = this.#count('widget = ? AND day = ? AND style = ? AND page = ?', row) > 0;
      const isFull = !isKnown && this.#count('widget = ? AND day = ?', row) >= MAX_FUNNEL_ROWS;
      const [style, page] = isFull ? ['', ''] : [row.style, row.page];
      this.#sql.exec(ADD, row.widget, row.day, style, page, ...FUNNEL_STEPS.map((step) => row[step]));
    }
  }

  /** Sums by one of the columns; `by` is a word of ours. */
  sums(by: 'day' | 'style' | 'page', { from, to, widget }: FunnelSpan, limit: number): FunnelSums[] {
    return this.#sql
      .exec<FunnelSums>(
        `SELECT ${by} AS key, ${SUMS} FROM funnel WHERE day BETWEEN ? AND ? AND widget = coalesce(?, widget)
         GROUP BY ${by} ORDER BY ${by === 'day' ? 'day' : 'shown DESC, key'} LIMIT ?`,
        from,
        to,
        widget,
        limit,
      )
      .toArray();
  }

  forget(now: number): void {
    const before = new Date(now - STATISTICS_MS).toISOString().slice(0, 10);
    this.#sql.exec('DELETE FROM funnel WHERE day < ?', before);
  }

  #count(where: string, { widget, day, style, page }: FunnelRow): number {
    const values = where.includes('style') ? [widget, day, style, page] : [widget, day];
    return this.#sql.exec<{ n: number }>(`SELECT count(*) AS n FROM funnel WHERE ${where}`, ...values).one()
      .n;
  }
}
