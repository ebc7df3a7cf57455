import type { Balance, LedgerEntry } from '../../../../shared/contract/admin/ledger.ts';
import { newId } from '../../../keys/ids.ts';
import type { ModuleMigrations } from '../../migrations.ts';
import { EntityStore } from '../entity-store.ts';

/** By which key each line was written, so that a repetition adds none. */
export const ledgerMigrations: ModuleMigrations = {
  module: 'ledger',
  steps: ['CREATE TABLE ledger_keys (key TEXT PRIMARY KEY, entry TEXT NOT NULL) WITHOUT ROWID;'],
};

/** A line to be written; `key` is its own for ever. */
export type LedgerLine = Pick<LedgerEntry, 'kind' | 'amount' | 'reason' | 'subject' | 'madeBy'> & {
  key: string;
};

/**
 * The account's money in minor units. Lines are entities like all others, so that they are listed and exported as such,
 * but nothing ever changes one. All writes are called inside a transaction.
 */
export class Ledger {
  readonly #sql: SqlStorage;
  readonly #entities: EntityStore;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#entities = new EntityStore(sql);
  }

  /** What there is, what is set aside for open purchases, and what is left of it. */
  read(): Balance {
    const balance = this.#newest()?.balance ?? 0;
    const held = this.#held();
    return { balance, held, available: balance - held };
  }

  /** The line that was written under this key, or null. */
  find(key: string): LedgerEntry | null {
    const [row] = this.#sql
      .exec<{ entry: string }>('SELECT entry FROM ledger_keys WHERE key = ?', key)
      .toArray();
    return row ? this.#entities.get('ledger', row.entry) : null;
  }

  /** Adds a line; a key that is known adds nothing and answers the line that there is. `now` is epoch ms. */
  add({ key, ...line }: LedgerLine, now: number): LedgerEntry {
    const known = this.find(key);
    if (known) return known;
    const newest = this.#newest();
    // Lines of one millisecond are told apart by their order of creation, lists by time as well.
    const at = Math.max(now, newest ? Date.parse(newest.at) + 1 : 0);
    const balance = (newest?.balance ?? 0) + line.amount;
    const entry = { id: newId('led'), at: new Date(at).toISOString(), ...line, balance };
    this.#entities.insert('ledger', entry, now);
    this.#sql.exec('INSERT INTO ledger_keys (key, entry) VALUES (?, ?)', key, entry.id);
    return entry;
  }

  #newest(): LedgerEntry | null {
    const page = { where: [], sortBy: null, descending: true, after: null, limit: 1 };
    return this.#entities.page('ledger', page)[0]?.body ?? null;
  }

  #held(): number {
    const [row] = this.#sql
      .exec<{ held: number | null }>(
        `SELECT sum(json_extract(body, '$.total')) AS held FROM entities
         WHERE kind = 'purchases' AND json_extract(body, '$.status') = 'ordered'`,
      )
      .toArray();
    return row?.held ?? 0;
  }
}
