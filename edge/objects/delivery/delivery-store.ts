import type { Delivery, DeliveryAttempt, DeliveryProgress, Destination } from '../../domain/delivery.ts';
import type { DeliveryStatus, DeliveryStep } from '../../domain/delivery-plan.ts';
import type { OutgoingMessage } from '../../domain/ports.ts';

/** A message whose time has come. */
export interface DueDelivery {
  id: string;
  message: OutgoingMessage;
  /** How often it was tried since `since`, epoch ms. */
  tries: number;
  since: number;
}

/** Attempts of one message that are told of. */
const SHOWN_ATTEMPTS = 20;

/** The SQL of one queue. Nothing here decides. */
export class DeliveryStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Null before the first message. */
  destination(): { account: string; name: Destination; isPaused: boolean } | null {
    const [row] = this.#sql
      .exec<{ account: string; name: Destination; paused: number }>(
        'SELECT account, name, paused FROM destination',
      )
      .toArray();
    return row ? { account: row.account, name: row.name, isPaused: row.paused === 1 } : null;
  }

  /** Whose queue this is. It is told with everything that comes, and never changes. */
  belong({ account, destination }: Pick<Delivery, 'account' | 'destination'>): void {
    this.#sql.exec(
      'INSERT INTO destination (id, account, name) VALUES (1, ?, ?) ON CONFLICT DO NOTHING',
      account,
      destination,
    );
  }

  pause(isPaused: boolean): void {
    this.#sql.exec('UPDATE destination SET paused = ?', isPaused ? 1 : 0);
  }

  /** A known id is not written twice. */
  add({ id, message }: Delivery, now: number): void {
    this.#sql.exec(
      `INSERT INTO queue (id, message, status, since, due_at) VALUES (?1, ?2, 'waiting', ?3, ?3)
       ON CONFLICT (id) DO NOTHING`,
      id,
      JSON.stringify(message),
      now,
    );
  }

  /** Puts a message back to the start; one that waits already is only tried at once. */
  replay(id: string, now: number): void {
    this.#sql.exec(
      "UPDATE queue SET status = 'waiting', since = ?2, tries = 0, due_at = ?2, ended_at = NULL WHERE id = ?1",
      id,
      now,
    );
  }

  listDue(now: number, limit: number): DueDelivery[] {
    return this.#sql
      .exec<{ id: string; message: string; tries: number; since: number }>(
        `SELECT id, message, tries, since FROM queue WHERE status = 'waiting' AND due_at <= ?
         ORDER BY due_at, id LIMIT ?`,
        now,
        limit,
      )
      .toArray()
      .map((row) => ({ ...row, message: JSON.parse(row.message) as OutgoingMessage }));
  }

  /** When the first message is due that is none of `except`, epoch ms; null if there is none. */
  nextDueAt(except: readonly string[]): number | null {
    const [row] = this.#sql
      .exec<{ due: number | null }>(
        `SELECT min(due_at) AS due FROM queue
         WHERE status = 'waiting' AND id NOT IN (SELECT value FROM json_each(?))`,
        JSON.stringify(except),
      )
      .toArray();
    return row?.due ?? null;
  }

  noteAttempt(id: string, attempt: DeliveryAttempt, { status, dueAt }: DeliveryStep): void {
    this.#sql.exec(
      'INSERT INTO attempts (delivery, at, outcome, detail) VALUES (?, ?, ?, ?)',
      id,
      attempt.at,
      attempt.outcome,
      attempt.detail,
    );
    this.#sql.exec(
      'UPDATE queue SET status = ?2, tries = tries + 1, due_at = ?3, ended_at = ?4 WHERE id = ?1',
      id,
      status,
      dueAt,
      status === 'waiting' ? null : attempt.at,
    );
  }

  /** Null for an unknown one. */
  progress(id: string): DeliveryProgress | null {
    const [row] = this.#sql
      .exec<{ status: DeliveryStatus; due_at: number | null; ended_at: number | null }>(
        'SELECT status, due_at, ended_at FROM queue WHERE id = ?',
        id,
      )
      .toArray();
    if (!row) return null;
    const attempts = this.#sql
      .exec<{ at: number; outcome: DeliveryAttempt['outcome']; detail: string }>(
        'SELECT at, outcome, detail FROM attempts WHERE delivery = ? ORDER BY seq DESC LIMIT ?',
        id,
        SHOWN_ATTEMPTS,
      )
      .toArray()
      .reverse();
    return { id, status: row.status, nextAt: row.due_at, endedAt: row.ended_at, attempts };
  }

  /** Forgets what ended before an instant; true while ended ones are left. */
  forget(before: number): boolean {
    const old = 'SELECT id FROM queue WHERE ended_at < ?';
    this.#sql.exec(`DELETE FROM attempts WHERE delivery IN (${old})`, before);
    this.#sql.exec('DELETE FROM queue WHERE ended_at < ?', before);
    return this.#sql.exec('SELECT 1 FROM queue WHERE ended_at IS NOT NULL LIMIT 1').toArray().length > 0;
  }
}
