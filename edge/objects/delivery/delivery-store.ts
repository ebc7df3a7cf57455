import type { Delivery, DeliveryAttempt, DeliveryProgress } from '../../domain/delivery.ts';
import type { DeliveryStatus, DeliveryStep } from '../../domain/delivery-plan.ts';
import type { Exchange, OutgoingMessage, SentRequest } from '../../domain/ports.ts';

/** A message whose time has come. */
export interface DueDelivery {
  id: string;
  message: OutgoingMessage;
  /** How often it was tried since `since`, epoch ms. */
  tries: number;
  since: number;
  isTest: boolean;
}

/** Attempts of one message that are told of. */
const SHOWN_ATTEMPTS = 20;
/**
 * A message about a thing waits for an earlier one about the same thing, so that an end is not told before its
 * beginning; but not once that has failed so often, which is after some five minutes.
 */
const TRIES_WAITED_FOR = 3;
const MAY_GO = `(about = '' OR NOT EXISTS (
  SELECT 1 FROM queue AS earlier WHERE earlier.status = 'waiting' AND earlier.about != ''
    AND earlier.about = queue.about AND earlier.seq < queue.seq AND earlier.tries < ${TRIES_WAITED_FOR}))`;

/** The SQL of the messages of one queue. Nothing here decides. */
export class DeliveryStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** A known id is not written twice. `seq` grows with what is told later. */
  add({ id, message, about = '', isTest = false }: Delivery, seq: number, now: number): void {
    this.#sql.exec(
      `INSERT INTO queue (id, message, status, since, due_at, about, seq, made_at, is_test)
       VALUES (?1, ?2, 'waiting', ?3, ?3, ?4, ?5, ?3, ?6) ON CONFLICT (id) DO NOTHING`,
      id,
      JSON.stringify(message),
      now,
      about,
      seq,
      isTest ? 1 : 0,
    );
  }

  has(id: string): boolean {
    return this.#sql.exec('SELECT 1 FROM queue WHERE id = ?', id).toArray().length > 0;
  }

  /** Puts a message back to the start; one that waits already is only tried at once. */
  replay(id: string, now: number): void {
    this.#sql.exec(
      "UPDATE queue SET status = 'waiting', since = ?2, tries = 0, due_at = ?2, ended_at = NULL WHERE id = ?1",
      id,
      now,
    );
  }

  /** The same for all that were made from `from` until before `to`, but for those that are `except`ed. */
  replayRange(
    { from, to, onlyFailed }: { from: number; to: number; onlyFailed: boolean },
    except: readonly string[],
    now: number,
  ): void {
    this.#sql.exec(
      `UPDATE queue SET status = 'waiting', since = ?1, tries = 0, due_at = ?1, ended_at = NULL
       WHERE made_at >= ?2 AND made_at < ?3 AND is_test = 0 AND (?4 = 0 OR status != 'delivered')
         AND id NOT IN (SELECT value FROM json_each(?5))`,
      now,
      from,
      to,
      onlyFailed ? 1 : 0,
      JSON.stringify(except),
    );
  }

  /** All that waits is tried at once, and has as much time as a new one: it could not be sent meanwhile. */
  restart(now: number): void {
    this.#sql.exec("UPDATE queue SET since = ?1, tries = 0, due_at = ?1 WHERE status = 'waiting'", now);
  }

  drop(): void {
    this.#sql.exec('DELETE FROM attempts');
    this.#sql.exec('DELETE FROM queue');
  }

  listDue(now: number, limit: number, onlyTests: boolean): DueDelivery[] {
    return this.#sql
      .exec<{ id: string; message: string; tries: number; since: number; is_test: number }>(
        `SELECT id, message, tries, since, is_test FROM queue
         WHERE status = 'waiting' AND due_at <= ?1 AND (?2 = 0 OR is_test = 1) AND ${MAY_GO}
         ORDER BY due_at, seq, id LIMIT ?3`,
        now,
        onlyTests ? 1 : 0,
        limit,
      )
      .toArray()
      .map(({ is_test: test, message, ...row }) => ({
        ...row,
        message: JSON.parse(message) as OutgoingMessage,
        isTest: test === 1,
      }));
  }

  /** When the first message is due that is none of `except`, epoch ms; null if there is none. */
  nextDueAt(except: readonly string[], onlyTests: boolean): number | null {
    const [row] = this.#sql
      .exec<{ due: number | null }>(
        `SELECT min(due_at) AS due FROM queue WHERE status = 'waiting' AND (?2 = 0 OR is_test = 1) AND ${MAY_GO}
           AND id NOT IN (SELECT value FROM json_each(?1))`,
        JSON.stringify(except),
        onlyTests ? 1 : 0,
      )
      .toArray();
    return row?.due ?? null;
  }

  noteAttempt(
    id: string,
    { at, outcome, detail }: Pick<DeliveryAttempt, 'at' | 'outcome' | 'detail'>,
    exchange: Exchange | undefined,
    { status, dueAt }: DeliveryStep,
  ): void {
    const { request, ...answer } = exchange ?? {};
    this.#sql.exec(
      'INSERT INTO attempts (delivery, at, outcome, detail, exchange) VALUES (?, ?, ?, ?, ?)',
      id,
      at,
      outcome,
      detail,
      exchange ? JSON.stringify(answer) : null,
    );
    this.#sql.exec(
      `UPDATE queue SET status = ?2, tries = tries + 1, due_at = ?3, ended_at = ?4, request = coalesce(?5, request)
       WHERE id = ?1`,
      id,
      status,
      dueAt,
      status === 'waiting' ? null : at,
      request ? JSON.stringify(request) : null,
    );
  }

  /** Null for an unknown one. */
  progress(id: string): DeliveryProgress | null {
    const [row] = this.#sql
      .exec<{
        status: DeliveryStatus;
        due_at: number | null;
        ended_at: number | null;
        request: string | null;
      }>('SELECT status, due_at, ended_at, request FROM queue WHERE id = ?', id)
      .toArray();
    if (!row) return null;
    const attempts = this.#sql
      .exec<{ at: number; outcome: DeliveryAttempt['outcome']; detail: string; exchange: string | null }>(
        'SELECT at, outcome, detail, exchange FROM attempts WHERE delivery = ? ORDER BY seq DESC LIMIT ?',
        id,
        SHOWN_ATTEMPTS,
      )
      .toArray()
      .reverse()
      .map(({ exchange, ...attempt }) => ({
        ...attempt,
        ...(exchange !== null && (JSON.parse(exchange) as Omit<Exchange, 'request'>)),
      }));
    const request = row.request === null ? null : (JSON.parse(row.request) as SentRequest);
    return { id, status: row.status, nextAt: row.due_at, endedAt: row.ended_at, attempts, request };
  }

  /** Forgets what ended, or began to wait, before an instant; true while messages are left. */
  forget(before: number): boolean {
    const old = "ended_at < ?1 OR (status = 'waiting' AND made_at < ?1 AND since < ?1)";
    this.#sql.exec(`DELETE FROM attempts WHERE delivery IN (SELECT id FROM queue WHERE ${old})`, before);
    this.#sql.exec(`DELETE FROM queue WHERE ${old}`, before);
    return this.#sql.exec('SELECT 1 FROM queue LIMIT 1').toArray().length > 0;
  }
}
