import type { CallRecord } from '../../../domain/call-record.ts';
import type { StoredCommunication } from '../../../domain/crm/communication.ts';
import type { CallbackRecord } from '../../../domain/facts.ts';
import {
  consentOf,
  type LeadRecord,
  leadOfCall,
  leadOfCallback,
  leadOfConversation,
} from '../../../domain/lead-record.ts';
import { FORGET_STATISTICS_MS, LEADS_MAILED_HOURLY } from '../../../domain/limits.ts';
import { mailLanguageOf } from '../../../domain/mail-texts.ts';
import { writeLead } from '../../../domain/write-lead.ts';
import { besideId } from '../../../keys/ids.ts';
import type { KeepLeadArgs } from '../../../rpc/account-rpc.ts';
import type { Refusal } from '../../../rpc/common.ts';
import type { Timers } from '../../timers.ts';
import type { AccountStore } from '../account-store.ts';
import type { CommunicationLog } from '../communications/communication-log.ts';
import { noteRequest } from '../communications/note-request.ts';
import { type EntityStore, fieldSql } from '../entity-store.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Notices } from '../notices/notices.ts';
import { readOrderPolicy } from '../order-policy.ts';
import { showLead } from '../show-records.ts';

export interface LeadParts {
  sql: SqlStorage;
  account: AccountStore;
  entities: EntityStore;
  events: EventLog;
  notices: Pick<Notices, 'onLead'>;
  timers: Timers;
  communications: CommunicationLog;
}

const HOUR_MS = 3_600_000;

/**
 * Keeps who made a contact known, what they agreed to, and tells of it. One lead for each call, callback and request,
 * under an id that follows from it; one that has gone again does not come back. All methods run inside a transaction;
 * `now` is epoch ms.
 */
export class LeadLog {
  readonly #parts: LeadParts;

  constructor(parts: LeadParts) {
    this.#parts = parts;
  }

  /** Of a call whose owner was found out, also when that is judged anew. */
  onCall(call: CallRecord, now: number): void {
    const { entities } = this.#parts;
    const site = (call.campaign && entities.get('campaigns', call.campaign)?.site) || null;
    const lead = leadOfCall(call, { id: besideId('lead', call.id), site });
    const known = entities.get('leads', lead.id);
    if (known === null) this.#keep(lead, now);
    else if (JSON.stringify(known) !== JSON.stringify(lead)) entities.save('leads', lead, now);
  }

  /** Of a callback that was ordered. */
  onCallback(callback: CallbackRecord, now: number): void {
    const site = this.#widgetOf(callback.widget)?.site ?? null;
    this.#keep(leadOfCallback(callback, { id: besideId('lead', callback.id), site }), now);
  }

  /** Of a chat or a request that an outside system told of, once there is a way to reach who wrote. */
  onConversation(told: StoredCommunication, now: number): void {
    const lead = leadOfConversation(told, besideId('lead', told.id));
    if (lead) this.#keep(lead, now);
  }

  /** A contact that was left; the same once more is answered the same. */
  onRequest(args: KeepLeadArgs, now: number): { kind: 'kept'; isRepeated: boolean } | Refusal {
    const { entities, sql, account } = this.#parts;
    const { id, bodyHash, request, visitor, campaign } = args;
    const known = entities.get('leads', id);
    if (known) {
      return known.bodyHash === bodyHash
        ? { kind: 'kept', isRepeated: true }
        : { kind: 'refused', code: 'idempotency_mismatch', detail: 'Use a new key for another request.' };
    }
    const { phone, email, name, comment, page, touch, consent } = request;
    if (phone !== null && readOrderPolicy(sql, account, phone)?.isExcluded) {
      return {
        kind: 'refused',
        code: 'blocked',
        detail: 'This number is on the list of those never called.',
      };
    }
    const widget = this.#widgetOf(args.widget);
    const given = consent && { text: consent.text, givenAt: now, page: page.url };
    const lead: LeadRecord = {
      ...{ id, kind: 'request' as const, source: null, createdAt: now, phone, email, name, comment, touch },
      ...{ widget: args.widget, site: widget?.site ?? null, office: widget?.offices[0] ?? null },
      ...{ campaign, visitor, page: page.url, consent: given, bodyHash },
    };
    if (this.#keep(lead, now)) {
      noteRequest(this.#parts, lead, now);
      this.#tellOffices(lead, widget?.name ?? '', now);
    }
    return { kind: 'kept', isRepeated: false };
  }

  #keep(lead: LeadRecord, now: number): boolean {
    const { entities, events, timers } = this.#parts;
    if (!events.remember(lead.id, now)) return false;
    entities.insert('leads', lead, now);
    const consent = consentOf(lead, besideId('con', lead.id));
    if (consent) entities.save('consents', consent, now);
    events.record({ type: 'lead.created', site: lead.site, data: showLead(lead) }, now);
    timers.setOnce('statistics', '', now + FORGET_STATISTICS_MS);
    return true;
  }

  /** Who answers the widget's calls is told by mail; of a flood only of its beginning. */
  #tellOffices(lead: LeadRecord, widget: string, now: number): void {
    const { sql, account, notices } = this.#parts;
    const { left } = sql
      .exec<{ left: number }>(
        `SELECT count(*) AS left FROM entities WHERE kind = 'leads' AND ${fieldSql('createdAt')} > ?
           AND ${fieldSql('widget')} = ? AND ${fieldSql('kind')} = 'request'`,
        now - HOUR_MS,
        lead.widget ?? '',
      )
      .one();
    if (left > LEADS_MAILED_HOURLY) return;
    const { timeZone, ...settings } = account.read();
    const language = mailLanguageOf(settings);
    const offices = this.#widgetOf(lead.widget ?? '')?.offices ?? [];
    notices.onLead(lead.id, offices, (to) => writeLead({ lead, widget, language, timeZone }, to), now);
  }

  #widgetOf(hash: string) {
    return this.#parts.entities.list('widgets').find((widget) => widget.hash === hash);
  }
}
