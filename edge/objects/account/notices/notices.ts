import type { PauseCause } from '../../../../shared/contract/admin/event.ts';
import type { DeliveryProgress } from '../../../domain/delivery.ts';
import type { CallbackRecord } from '../../../domain/facts.ts';
import { CALL_SETTLES_MS, DELIVERIES_MS } from '../../../domain/limits.ts';
import { mailLanguageOf } from '../../../domain/mail-texts.ts';
import {
  addressesFor,
  addressesOf,
  type OfficeResult,
  resultsOfCallback,
  successOfCall,
} from '../../../domain/notices.ts';
import { type OrderQuestion, writeQuestion } from '../../../domain/order-question.ts';
import type { OutgoingMail } from '../../../domain/ports.ts';
import { type Notice, writeNotice } from '../../../domain/write-notice.ts';
import { writePaused } from '../../../domain/write-paused.ts';
import { newId } from '../../../keys/ids.ts';
import type { Outbox } from '../../outbox.ts';
import type { Timers } from '../../timers.ts';
import type { AccountStore } from '../account-store.ts';
import type { StoredWebhook } from '../entity-bodies.ts';
import { type EntityStore, fieldSql } from '../entity-store.ts';
import { MemberStore } from '../members/member-store.ts';
import type { ConfirmLink } from '../orders/confirm-links.ts';
import { addressOf } from '../webhooks/owe-webhook.ts';

export interface NoticeParts {
  sql: SqlStorage;
  account: AccountStore;
  entities: EntityStore;
  outbox: Outbox;
  timers: Timers;
}

type Told = Omit<Notice, 'language' | 'timeZone' | 'office' | 'result'>;

const HOUSEKEEPING_MS = 86_400_000;

/**
 * Owes mails about calls to those whom their offices name (S1-19). A mail is owed in the transaction of what it tells
 * of, once for each result and address, and its queue takes it from there.
 */
export class Notices {
  readonly #parts: NoticeParts;

  constructor(parts: NoticeParts) {
    this.#parts = parts;
  }

  /** Call inside the transaction that keeps `after`. */
  onCallback(before: CallbackRecord | null, after: CallbackRecord, now: number): void {
    const { phone, name, comment, page, status, scheduledAt } = after;
    const nextAt = status === 'retry_planned' || status === 'planned' ? scheduledAt : null;
    const told = { phone, name, comment, page, dialled: null, nextAt };
    for (const result of resultsOfCallback(before, after)) this.#owe(result, after.id, told, now);
  }

  /** Asks the office of an order that waits for a manager's word, each of its addresses once. Call inside the transaction. */
  onDoubt(question: OrderQuestion, { id, office }: CallbackRecord, link: ConfirmLink, now: number): void {
    const asked = this.#parts.entities.get('offices', office ?? '');
    for (const to of asked ? addressesOf(asked) : []) {
      if (this.#isNew(`${id}:asked:${to}`, now)) this.#send(writeQuestion(question, link, to), id, now);
    }
  }

  /** An inbound call that is over. Call inside a transaction. One whose owner is not known yet is asked again. */
  onCall(id: string, now: number): void {
    const call = this.#parts.entities.get('calls', id);
    if (!call) return;
    if (call.verdict === null) {
      this.#parts.timers.set('call_notice', id, now + CALL_SETTLES_MS);
      return;
    }
    const success = successOfCall(call.status);
    if (success === null || call.office === null) return;
    const { caller, number: dialled, talkS } = call;
    const result: OfficeResult = {
      key: id,
      office: call.office,
      success,
      reason: success ? null : 'missed',
      attempt: null,
      at: call.endedAt ?? call.startedAt,
      talkS: success ? talkS : null,
    };
    const told = { phone: caller, name: null, comment: null, page: null, dialled, nextAt: null };
    this.#owe(result, id, told, now);
  }

  /** Tells the owner that nothing reaches a webhook any more. Call inside a transaction. */
  onWebhookPaused(webhook: StoredWebhook, cause: PauseCause, now: number): void {
    const { sql, account } = this.#parts;
    const language = mailLanguageOf(account.read());
    for (const to of new MemberStore(sql).ownerAddresses()) {
      this.#send(
        writePaused({ language, name: webhook.name, address: addressOf(webhook), cause }, to),
        webhook.id,
        now,
      );
    }
  }

  /** A request that was left, for all offices of its widget, each address once. Call inside the transaction. */
  onLead(lead: string, offices: readonly string[], write: (to: string) => OutgoingMail, now: number): void {
    for (const id of offices) {
      const office = this.#parts.entities.get('offices', id);
      for (const to of office ? addressesOf(office) : []) {
        if (this.#isNew(`${lead}:${to}`, now)) this.#send(write(to), lead, now);
      }
    }
  }

  /** What a queue tells of a message. */
  keepProgress(progress: DeliveryProgress, now: number): void {
    const known = this.#parts.entities.get('deliveries', progress.id);
    if (!known) return;
    this.#parts.entities.save('deliveries', { ...known, ...progress }, now);
    this.#parts.timers.setOnce('notices', '', now + HOUSEKEEPING_MS);
  }

  forget(now: number): void {
    const { sql, timers } = this.#parts;
    const before = now - DELIVERIES_MS;
    sql.exec(`DELETE FROM entities WHERE kind = 'deliveries' AND ${fieldSql('createdAt')} < ?`, before);
    sql.exec('DELETE FROM notices WHERE made_at < ?', before);
    const left = sql.exec(
      "SELECT 1 FROM notices UNION ALL SELECT 1 FROM entities WHERE kind = 'deliveries' LIMIT 1",
    );
    if (left.toArray().length > 0) timers.set('notices', '', now + HOUSEKEEPING_MS);
  }

  #owe({ key, ...result }: OfficeResult, about: string, told: Told, now: number): void {
    const { account, entities } = this.#parts;
    const office = entities.get('offices', result.office);
    if (!office) return;
    const { timeZone, ...settings } = account.read();
    const notice = { ...told, language: mailLanguageOf(settings), timeZone, office: office.name, result };
    for (const to of addressesFor(office, result.success)) {
      if (this.#isNew(`${key}:${to}`, now)) this.#send(writeNotice(notice, to), about, now);
    }
  }

  #send(message: OutgoingMail, about: string, now: number): void {
    const { account, entities, outbox, timers } = this.#parts;
    const { id: owner } = account.read();
    const id = newId('dlv');
    const delivery = { id, account: owner, destination: 'mail', message } as const;
    const record = { id, destination: 'mail', to: message.to, subject: message.subject, about } as const;
    const start = { status: 'waiting', createdAt: now, nextAt: now, endedAt: null } as const;
    entities.insert('deliveries', { ...record, ...start, attempts: [] }, now);
    outbox.add(id, `delivery:${owner}:mail`, id, { type: 'delivery.send', delivery }, now);
    timers.setOnce('notices', '', now + HOUSEKEEPING_MS);
  }

  #isNew(key: string, now: number): boolean {
    const added = this.#parts.sql.exec(
      'INSERT INTO notices (key, made_at) VALUES (?, ?) ON CONFLICT (key) DO NOTHING RETURNING key',
      key,
      now,
    );
    return added.toArray().length > 0;
  }
}
