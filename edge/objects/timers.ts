import { metrics } from '../metrics/metrics.ts';
import type { ModuleMigrations } from './migrations.ts';

export const timerMigrations: ModuleMigrations = {
  module: 'timers',
  steps: [
    `CREATE TABLE timers (
      kind TEXT NOT NULL, key TEXT NOT NULL, due_at INTEGER NOT NULL, PRIMARY KEY (kind, key)
    ) WITHOUT ROWID;
    CREATE INDEX timers_by_due ON timers (due_at);`,
  ],
};

export interface Timer {
  kind: string;
  key: string;
  dueAt: number;
}

/** A timer whose handler failed is tried again after this long. */
const RETRY_MS = 5_000;

/**
 * Many timers over the one alarm of an object. The alarm is moved only when the earliest due time moves earlier;
 * a timer is set and cleared in the transaction of the fact it belongs to.
 */
export class Timers {
  readonly #storage: DurableObjectStorage;
  #alarmAt: number | null = null;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Call in the constructor: an alarm that the platform lost is registered again. */
  arm(): void {
    const [row] = this.#storage.sql
      .exec<{ due: number | null }>('SELECT min(due_at) AS due FROM timers')
      .toArray();
    if (row?.due != null) this.#moveAlarm(row.due, true);
  }

  set(kind: string, key: string, dueAt: number): void {
    this.#storage.sql.exec(
      'INSERT INTO timers (kind, key, due_at) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET due_at = ?3',
      kind,
      key,
      dueAt,
    );
    this.#moveAlarm(dueAt, false);
  }

  /** Sets a timer that is not set already. */
  setOnce(kind: string, key: string, dueAt: number): void {
    const known = this.#storage.sql.exec('SELECT 1 FROM timers WHERE kind = ? AND key = ?', kind, key);
    if (known.toArray().length === 0) this.set(kind, key, dueAt);
  }

  clear(kind: string, key: string): void {
    this.#storage.sql.exec('DELETE FROM timers WHERE kind = ? AND key = ?', kind, key);
  }

  /**
   * Runs what is due; a handler that throws is tried again later and never stops the others. A handler may set
   * its own timer anew. Never throws: an alarm that keeps throwing would be dropped by the platform for good.
   */
  async run(now: number, handle: (timer: Timer) => void | Promise<void>, onError: (error: unknown) => void) {
    this.#alarmAt = null;
    const due = this.#storage.sql
      .exec<{ kind: string; key: string; due_at: number }>(
        'SELECT kind, key, due_at FROM timers WHERE due_at <= ? ORDER BY due_at LIMIT 100',
        now,
      )
      .toArray();
    for (const { kind, key, due_at } of due) {
      metrics.observe('ringlet_timer_delay_seconds', {}, (now - due_at) / 1000);
      try {
        // Handlers are idempotent: a crash between the two lines runs this one again.
        await handle({ kind, key, dueAt: due_at });
        this.#storage.sql.exec(
          'DELETE FROM timers WHERE kind = ? AND key = ? AND due_at = ?',
          kind,
          key,
          due_at,
        );
        metrics.count('ringlet_timers_total', { outcome: 'done' });
      } catch (error) {
        metrics.count('ringlet_timers_total', { outcome: 'failed' });
        onError(error);
        this.set(kind, key, now + RETRY_MS);
      }
    }
    this.arm();
  }

  #moveAlarm(dueAt: number, force: boolean): void {
    if (!force && this.#alarmAt !== null && this.#alarmAt <= dueAt) return;
    this.#alarmAt = dueAt;
    void this.#storage.setAlarm(dueAt);
  }
}
