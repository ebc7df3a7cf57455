import type { ModuleMigrations } from '../../migrations.ts';

/** A row per number, or purchase, that the inventory has yet to take back. */
export const marketMigrations: ModuleMigrations = {
  module: 'market',
  steps: ['CREATE TABLE owed_releases (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;'],
};

/** Numbers that are to be given back; `purchase` is what they were bought by. */
export interface OwedRelease {
  purchase: string;
  integration: string | null;
  numbers: string[];
}

/** What is owed to the inventories. Writes are called inside a transaction, with the timer `release` of the same id. */
export class ReleaseStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add(id: string, release: OwedRelease): void {
    this.#sql.exec(
      'INSERT INTO owed_releases (id, body) VALUES (?, ?) ON CONFLICT (id) DO NOTHING',
      id,
      JSON.stringify(release),
    );
  }

  read(id: string): OwedRelease | null {
    const [row] = this.#sql
      .exec<{ body: string }>('SELECT body FROM owed_releases WHERE id = ?', id)
      .toArray();
    return row ? (JSON.parse(row.body) as OwedRelease) : null;
  }

  remove(id: string): void {
    this.#sql.exec('DELETE FROM owed_releases WHERE id = ?', id);
  }

  /** True while something has to be given back by this integration. */
  names(integration: string): boolean {
    const found = this.#sql.exec(
      "SELECT 1 FROM owed_releases WHERE json_extract(body, '$.integration') = ? LIMIT 1",
      integration,
    );
    return found.toArray().length > 0;
  }
}
