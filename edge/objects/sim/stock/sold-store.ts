import type { ModuleMigrations } from '../../migrations.ts';

/** A row per number that is not for sale: whose it is, by which purchase, and since when it rests after it came back. */
export const stockMigrations: ModuleMigrations = {
  module: 'stock',
  steps: [
    `CREATE TABLE sold (
      e164 TEXT PRIMARY KEY, account TEXT NOT NULL, purchase TEXT NOT NULL, sold_at INTEGER NOT NULL, free_at INTEGER
    ) WITHOUT ROWID;`,
  ],
};

/** People still call the one who had it last, so a number that came back is not sold again for thirty days. */
const REST_MS = 30 * 86_400_000;

/** Which numbers of the stock are sold. Writes are called inside a transaction; `now` is epoch ms. */
export class SoldStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Of these numbers those that cannot be had by this purchase, or by nobody if it is null. */
  unavailable(numbers: readonly string[], purchase: string | null, now: number): string[] {
    return this.#sql
      .exec<{ e164: string }>(
        `SELECT e164 FROM sold WHERE e164 IN (SELECT value FROM json_each(?1))
         AND NOT (purchase = ?2 AND free_at IS NULL) AND (free_at IS NULL OR free_at > ?3)`,
        JSON.stringify(numbers),
        purchase ?? '',
        now,
      )
      .toArray()
      .map(({ e164 }) => e164);
  }

  sell(e164: string, account: string, purchase: string, now: number): void {
    this.#sql.exec(
      `INSERT INTO sold (e164, account, purchase, sold_at) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (e164) DO UPDATE SET account = ?2, purchase = ?3, sold_at = ?4, free_at = NULL
       WHERE purchase != ?3`,
      e164,
      account,
      purchase,
      now,
    );
  }

  /** Only what this purchase of this account holds; a second time it changes nothing. */
  release(e164: string, account: string, purchase: string, now: number): void {
    this.#sql.exec(
      'UPDATE sold SET free_at = ? WHERE e164 = ? AND account = ? AND purchase = ? AND free_at IS NULL',
      now + REST_MS,
      e164,
      account,
      purchase,
    );
  }
}
