import type { AccountEvent } from '../../../../shared/contract/admin/event.ts';
import { EVENTS_MS } from '../../../domain/limits.ts';
import { newId } from '../../../keys/ids.ts';
import type { AccountStore } from '../account-store.ts';
import { type EntityStore, fieldSql } from '../entity-store.ts';

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

  constructor(sql: SqlStorage, { account, entities }: { account: AccountStore; entities: EntityStore }) {
    this.#sql = sql;
    this.#account = account;
    this.#entities = entities;
  }

  /** Call inside a transaction. `now` is epoch ms. */
  record({ type, site, data }: Pick<AccountEvent, 'type' | 'site' | 'data'>, now: number): void {
    const event = { id: newId('evt'), type, occurredAt: now, account: this.#account.read().id, site, data };
    this.#entities.insert('events', event, now);
  }

  /** True while some are left. */
  forget(now: number): boolean {
    this.#sql.exec(
      `DELETE FROM entities WHERE kind = 'events' AND ${fieldSql('occurredAt')} < ?`,
      now - EVENTS_MS,
    );
    this.#sql.exec('DELETE FROM pool_alerts WHERE alerted_at < ?', now - EVENTS_MS);
    return this.#sql.exec("SELECT 1 FROM entities WHERE kind = 'events' LIMIT 1").toArray().length > 0;
  }
}
