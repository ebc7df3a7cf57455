import type { ModuleMigrations } from './migrations.ts';

export const clockMigrations: ModuleMigrations = {
  module: 'clock',
  steps: ['CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 1), last_seen INTEGER NOT NULL)'],
};

/**
 * Time that never runs backwards: after a backward jump of the machine's clock it stands still until the wall
 * clock has caught up, also across restarts. So no number is ever given twice.
 */
export class ObjectClock {
  readonly #sql: SqlStorage;
  readonly #wallClock: () => number;
  #lastSeen: number;

  constructor(storage: DurableObjectStorage, wallClock: () => number = Date.now) {
    this.#sql = storage.sql;
    this.#wallClock = wallClock;
    const [row] = this.#sql.exec<{ last_seen: number }>('SELECT last_seen FROM clock').toArray();
    this.#lastSeen = row?.last_seen ?? 0;
  }

  /** Epoch ms. */
  now(): number {
    this.#lastSeen = Math.max(this.#wallClock(), this.#lastSeen);
    return this.#lastSeen;
  }

  /** Epoch ms, kept in storage: call it in the transaction whose facts depend on it. */
  stamp(): number {
    const now = this.now();
    this.#sql.exec(
      'INSERT INTO clock (id, last_seen) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET last_seen = ?1',
      now,
    );
    return now;
  }
}
