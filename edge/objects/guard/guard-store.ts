import { type Counter, type GuardVerdict, graver, keepMs } from '../../domain/abuse.ts';

/** The SQL of one shard's counters. Sums are taken over the uses themselves, so a window slides and never jumps. */
export class GuardStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** What one more use of these counters at `now` (epoch ms) is; one that is counted already is sure. */
  judge(id: string, counters: readonly Counter[], now: number): GuardVerdict {
    let verdict: GuardVerdict = 'sure';
    for (const { key, amount, limits } of counters) {
      if (this.#isCounted(key, id)) continue;
      for (const { windowMs, max, above } of limits) {
        if (this.#sum(key, now - windowMs) + amount > max) verdict = graver(verdict, above);
      }
    }
    return verdict;
  }

  /** Counts the use; call it in the transaction of its judgement. */
  count(id: string, counters: readonly Counter[], now: number): void {
    for (const counter of counters) {
      this.#sql.exec(
        'INSERT OR IGNORE INTO uses (key, id, at, amount, until) VALUES (?, ?, ?, ?, ?)',
        counter.key,
        id,
        now,
        counter.amount,
        now + keepMs(counter),
      );
    }
  }

  isCounted(id: string, counters: readonly Counter[]): boolean {
    return counters.length > 0 && counters.every(({ key }) => this.#isCounted(key, id));
  }

  /** Forgets uses that no window sees any more, `limit` at most; true if some are left. */
  forget(now: number, limit: number): boolean {
    const { rowsWritten } = this.#sql.exec(
      `DELETE FROM uses WHERE (key, id) IN (SELECT key, id FROM uses WHERE until <= ? ORDER BY until LIMIT ${limit})`,
      now,
    );
    return rowsWritten > 0 || this.#sql.exec('SELECT 1 FROM uses LIMIT 1').toArray().length > 0;
  }

  /** Uses of these counters by these orders, and by attempts of theirs, which are named `order:attempt`. */
  usesOf({ keys, orders, forget }: { keys: string[]; orders: string[]; forget: boolean }): number {
    const by = "iif(instr(id, ':') > 0, substr(id, 1, instr(id, ':') - 1), id)";
    const where = `key IN (SELECT value FROM json_each(?)) AND ${by} IN (SELECT value FROM json_each(?))`;
    const values = [JSON.stringify(keys), JSON.stringify(orders)];
    const { n } = this.#sql
      .exec<{ n: number }>(`SELECT count(*) AS n FROM uses WHERE ${where}`, ...values)
      .one();
    if (forget) this.#sql.exec(`DELETE FROM uses WHERE ${where}`, ...values);
    return n;
  }

  #isCounted(key: string, id: string): boolean {
    return this.#sql.exec('SELECT 1 FROM uses WHERE key = ? AND id = ?', key, id).toArray().length > 0;
  }

  #sum(key: string, after: number): number {
    return this.#sql
      .exec<{ n: number }>(
        'SELECT coalesce(sum(amount), 0) AS n FROM uses WHERE key = ? AND at > ?',
        key,
        after,
      )
      .one().n;
  }
}
