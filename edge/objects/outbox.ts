import type { Fact, FactBody } from '../domain/facts.ts';
import type { NoteWaiting } from '../metrics/waiting-board.ts';
import type { ModuleMigrations } from './migrations.ts';
import { outboxHold } from './operation/outbox-hold.ts';
import type { Timers } from './timers.ts';

export const outboxMigrations: ModuleMigrations = {
  module: 'outbox',
  steps: [
    `CREATE TABLE outbox (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, target TEXT NOT NULL, subject TEXT NOT NULL,
      payload TEXT NOT NULL, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX outbox_by_target ON outbox (target, seq);`,
    `ALTER TABLE outbox ADD COLUMN made_at INTEGER NOT NULL DEFAULT 0;
    UPDATE outbox SET made_at = due_at;`,
  ],
};

/** Sends facts to one target and answers with the ids that need not be sent again. May throw: then none is. */
export type SendFacts = (target: string, facts: Fact[]) => Promise<string[]>;

const BATCH = 100;
const PARALLEL = 6;
/** What could not be sent is tried again after this long at the latest. */
export const MAX_BACKOFF_MS = 60_000;
/** Facts that a backup holds are looked at again after this long. */
const HELD_MS = 500;

/**
 * What this object owes to others. A row is written in the transaction of the fact it carries and goes away when
 * the target has taken it; order is kept within a target. The timer `outbox` is the safety net for a crash
 * between the write and the sending.
 */
export class Outbox {
  readonly #storage: DurableObjectStorage;
  readonly #timers: Timers;
  readonly #send: SendFacts;
  readonly #note: NoteWaiting;
  readonly #busy = new Set<string>();

  /** `note` is told what is owed whenever that has changed. */
  constructor(
    storage: DurableObjectStorage,
    timers: Timers,
    send: SendFacts,
    note: NoteWaiting = () => undefined,
  ) {
    this.#storage = storage;
    this.#timers = timers;
    this.#send = send;
    this.#note = note;
  }

  /** Call inside the transaction that made the fact; then `drain` after it. A known id is not written twice. */
  add(id: string, target: string, subject: string, body: FactBody, now: number): void {
    this.#storage.sql.exec(
      `INSERT INTO outbox (id, target, subject, payload, due_at, made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)
       ON CONFLICT (id) DO NOTHING`,
      id,
      target,
      subject,
      JSON.stringify(body),
      now,
    );
    this.#timers.set('outbox', '', now + 1_000);
  }

  /** True if something about this subject has yet to reach a target whose name begins so. */
  owes(subject: string, prefix: string): boolean {
    const found = this.#storage.sql.exec(
      'SELECT 1 FROM outbox WHERE subject = ? AND substr(target, 1, ?) = ? LIMIT 1',
      subject,
      prefix.length,
      prefix,
    );
    return found.toArray().length > 0;
  }

  /** Sends what is due, each target on its own, at most six at once. Never throws. */
  async drain(now: number): Promise<void> {
    const targets = this.#storage.sql
      .exec<{ target: string }>('SELECT DISTINCT target FROM outbox WHERE due_at <= ? LIMIT ?', now, 100)
      .toArray()
      .map((row) => row.target)
      .filter((target) => !this.#busy.has(target));
    for (let i = 0; i < targets.length; i += PARALLEL) {
      await Promise.all(targets.slice(i, i + PARALLEL).map((target) => this.#drainTarget(target, now)));
    }
    this.#rearm();
  }

  async #drainTarget(target: string, now: number): Promise<void> {
    if (outboxHold.holds(target)) return this.#hold(target, now);
    this.#busy.add(target);
    const end = outboxHold.begin(target);
    try {
      for (;;) {
        const facts = this.#read(target);
        if (facts.length === 0) return;
        const accepted = new Set(await this.#send(target, facts));
        for (const fact of facts) {
          if (accepted.has(fact.id)) this.#storage.sql.exec('DELETE FROM outbox WHERE id = ?', fact.id);
        }
        if (accepted.size < facts.length) return this.#postpone(target, now);
        // Asked anew before each batch: who holds waits for those under way.
        if (outboxHold.holds(target)) return this.#hold(target, now);
      }
    } catch {
      // The target could not be reached; what is kept is sent again later.
      this.#postpone(target, now);
    } finally {
      end();
      this.#busy.delete(target);
    }
  }

  #hold(target: string, now: number): void {
    this.#storage.sql.exec('UPDATE outbox SET due_at = ?2 WHERE target = ?1', target, now + HELD_MS);
  }

  #read(target: string): Fact[] {
    return this.#storage.sql
      .exec<{ seq: number; id: string; subject: string; payload: string }>(
        'SELECT seq, id, subject, payload FROM outbox WHERE target = ? ORDER BY seq LIMIT ?',
        target,
        BATCH,
      )
      .toArray()
      .map(({ seq, id, subject, payload }) => ({ id, subject, seq, body: JSON.parse(payload) as FactBody }));
  }

  #postpone(target: string, now: number): void {
    this.#storage.sql.exec(
      'UPDATE outbox SET attempts = attempts + 1, due_at = ?2 + min(?3, 500 << min(attempts, 10)) WHERE target = ?1',
      target,
      now,
      MAX_BACKOFF_MS,
    );
  }

  #rearm(): void {
    const { due, pending, oldestAt } = this.#storage.sql
      .exec<{ due: number | null; pending: number; oldestAt: number | null }>(
        'SELECT min(due_at) AS due, count(*) AS pending, min(made_at) AS oldestAt FROM outbox',
      )
      .one();
    if (due !== null) this.#timers.set('outbox', '', due);
    else this.#timers.clear('outbox', '');
    this.#note(pending, oldestAt);
  }
}
