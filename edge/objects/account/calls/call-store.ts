import type { KnownCaller, Tap } from '../../../domain/attribution.ts';
import type { CallRecord, ToldEvent } from '../../../domain/call-record.ts';
import { withoutSecrets } from '../../../domain/call-record.ts';
import { fieldSql } from '../entity-store.ts';

/** Of one visitor: a page that sends taps without end fills no storage. */
const MAX_TAPS = 50;
const CALLER = fieldSql('caller');
const START = fieldSql('startedAt');

/** The SQL of calls beside their entities. Nothing here decides. */
export class CallStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Keeps an event as it came; false for one that is known, or of a call that was erased. `now` is the receipt, epoch ms. */
  keepEvent({ id, call, event, raw }: ToldEvent, now: number): boolean {
    const erased = this.#sql.exec('SELECT 1 FROM told_events WHERE key = ?', `erased:${call}`);
    if (erased.toArray().length > 0) return false;
    const added = this.#sql.exec(
      `INSERT INTO call_events (id, call, received_at, event, raw) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO NOTHING RETURNING id`,
      id,
      call,
      now,
      event && JSON.stringify(event),
      JSON.stringify(withoutSecrets(raw)),
    );
    return added.toArray().length > 0;
  }

  forgetEvents(before: number): void {
    this.#sql.exec('DELETE FROM call_events WHERE received_at < ?', before);
  }

  /** The newest call of this caller that was attributed for certain, from `since` until before `until`. */
  lastExact(caller: string, since: number, until: number): KnownCaller | null {
    const [row] = this.#sql
      .exec<{ body: string }>(
        `SELECT body FROM entities WHERE kind = 'calls' AND ${CALLER} = ? AND ${START} >= ? AND ${START} < ?
           AND ${fieldSql('verdict')} = 'exact' ORDER BY ${START} DESC LIMIT 1`,
        caller,
        since,
        until,
      )
      .toArray();
    if (!row) return null;
    const { campaign, office, visitor, session, touch } = JSON.parse(row.body) as CallRecord;
    return { campaign, office, visitor, session, touch };
  }

  /** When this caller called before that call, epoch ms; of two calls at once the one with the smaller id came first. */
  lastSeenAt(caller: string, { id, startedAt }: CallRecord): number | null {
    const [row] = this.#sql
      .exec<{ at: number | null }>(
        `SELECT max(${START}) AS at FROM entities
         WHERE kind = 'calls' AND ${CALLER} = ?1 AND (${START} < ?2 OR (${START} = ?2 AND id < ?3))`,
        caller,
        startedAt,
        id,
      )
      .toArray();
    return row?.at ?? null;
  }

  keepTap({ visitor, office, at }: Tap): void {
    this.#sql.exec(
      'INSERT INTO taps (visitor, at, office) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET office = excluded.office',
      visitor,
      at,
      office,
    );
    this.#sql.exec(
      'DELETE FROM taps WHERE visitor = ?1 AND at < (SELECT at FROM taps WHERE visitor = ?1 ORDER BY at DESC LIMIT 1 OFFSET ?2)',
      visitor,
      MAX_TAPS - 1,
    );
  }

  forgetTaps(before: number): void {
    this.#sql.exec('DELETE FROM taps WHERE at < ?', before);
  }

  /** What these visitors tapped or copied from `from` to `to`, epoch ms. */
  listTaps(visitors: readonly string[], from: number, to: number): Tap[] {
    return this.#sql
      .exec<{ visitor: string; office: string | null; at: number }>(
        `SELECT visitor, office, at FROM taps
         WHERE visitor IN (SELECT value FROM json_each(?)) AND at BETWEEN ? AND ?`,
        JSON.stringify(visitors),
        from,
        to,
      )
      .toArray();
  }
}
