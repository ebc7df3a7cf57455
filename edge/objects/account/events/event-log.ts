import type { AccountEvent } from '../../../../shared/contract/admin/event.ts';
import { CALL_EVENTS_MS, EVENTS_MS } from '../../../domain/limits.ts';
import { newId } from '../../../keys/ids.ts';
import type { AccountStore } from '../account-store.ts';
import type { StoredEvent } from '../entity-bodies.ts';
import { type EntityStore, fieldSql } from '../entity-store.ts';

/** Owes an event to whoever wants to be told; runs in the transaction that wrote it. */
export type SendEvent = (event: StoredEvent, now: number) => void;

export interface EventLogParts {
  account: AccountStore;
  entities: EntityStore;
  send: SendEvent;
}

/**
 * What happened to the account, for those who want to be told. Every event is written here, in the transaction of what
 * made it true, and under an id that stays: whatever delivers events starts from these rows.
 *
 * A list of its own and no audit rows: those say which token changed which fields, are kept for whoever asks who did
 * it, and need another right to read than what happens to campaigns.
 */
export class EventLog {
  readonly #sql: SqlStorage;
  readonly #account: AccountStore;
  readonly #entities: EntityStore;

  readonly #send: SendEvent;

  constructor(sql: SqlStorage, { account, entities, send }: EventLogParts) {
    this.#sql = sql;
    this.#account = account;
    this.#entities = entities;
    this.#send = send;
  }

  /** Call inside a transaction. `now` is epoch ms. */
  record({ type, site, data }: Pick<AccountEvent, 'type' | 'site' | 'data'>, now: number): void {
    const event = { id: newId('evt'), type, occurredAt: now, account: this.#account.read().id, site, data };
    this.#entities.insert('events', event, now);
    this.#send(event, now);
  }

  /** Once under this key, for so long as it is remembered; false if it has been. Call inside a transaction. */
  recordOnce(key: string, event: Pick<AccountEvent, 'type' | 'site' | 'data'>, now: number): boolean {
    if (!this.remember(key, now)) return false;
    this.record(event, now);
    return true;
  }

  /** As if something had been recorded under this key; false if it has been. */
  remember(key: string, now: number): boolean {
    const added = this.#sql.exec(
      'INSERT INTO told_events (key, at) VALUES (?, ?) ON CONFLICT (key) DO NOTHING RETURNING key',
      key,
      now,
    );
    return added.toArray().length > 0;
  }

  /** The same, forgotten after `ms`. */
  rememberFor(key: string, ms: number, now: number): boolean {
    this.#sql.exec('DELETE FROM told_events WHERE key = ? AND at <= ?', key, now - ms);
    return this.remember(key, now);
  }

  hasRecorded(key: string): boolean {
    return this.#sql.exec('SELECT 1 FROM told_events WHERE key = ?', key).toArray().length > 0;
  }

  /** True while some are left. */
  forget(now: number): boolean {
    this.#sql.exec(
      `DELETE FROM entities WHERE kind = 'events' AND (${fieldSql('occurredAt')} < ?1
         OR (${fieldSql('occurredAt')} < ?2 AND ${fieldSql('type')} LIKE 'call%' AND ${fieldSql('type')} != 'callback.alert'))`,
      now - EVENTS_MS,
      now - CALL_EVENTS_MS,
    );
    this.#sql.exec('DELETE FROM told_events WHERE at < ?', now - EVENTS_MS);
    this.#sql.exec('DELETE FROM pool_alerts WHERE alerted_at < ?', now - EVENTS_MS);
    return this.#sql.exec("SELECT 1 FROM entities WHERE kind = 'events' LIMIT 1").toArray().length > 0;
  }
}
