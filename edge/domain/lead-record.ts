import type { LeadKind } from '../../shared/contract/admin/lead.ts';
import type { Touch } from '../../shared/touch.ts';
import type { CallRecord } from './call-record.ts';
import type { StoredCommunication } from './crm/communication.ts';
import type { CallbackRecord, ConsentRecord } from './facts.ts';

/** A lead as the account keeps it. Instants are epoch ms. */
export interface LeadRecord {
  id: string;
  kind: LeadKind;
  /** Id of the call, the callback, or the communication of a chat. */
  source: string | null;
  createdAt: number;
  phone: string | null;
  email: string | null;
  name: string | null;
  comment: string | null;
  site: string | null;
  widget: string | null;
  office: string | null;
  campaign: string | null;
  visitor: string | null;
  touch: Touch | null;
  page: string | null;
  consent: ConsentRecord | null;
  /** As that of the call. */
  hidden?: boolean;
  /** SHA-256 of a request as it was sent, hex. */
  bodyHash?: string;
}

/** What somebody agreed to, as the account keeps it. */
export interface StoredConsent {
  id: string;
  kind: 'callback' | 'request';
  source: string;
  phone: string | null;
  email: string | null;
  text: string;
  givenAt: number;
  page: string;
  site: string | null;
  widget: string;
}

type Place = Pick<LeadRecord, 'id' | 'site'>;

/** The lead of an inbound call whose owner is known. */
export function leadOfCall(call: CallRecord, { id, site }: Place): LeadRecord {
  const { caller, startedAt, office, campaign, visitor, touch } = call;
  return {
    ...{ id, kind: 'call' as const, source: call.id, createdAt: startedAt, phone: caller, site },
    ...{ email: null, name: null, comment: null, widget: null, page: null, consent: null },
    ...{ office, campaign, visitor, touch },
    ...(call.hidden !== undefined && { hidden: call.hidden }),
  };
}

/** The lead of an ordered call. */
export function leadOfCallback(callback: CallbackRecord, { id, site }: Place): LeadRecord {
  const { phone, name, comment, office, campaign, visitor, touch, page, createdAt, widget } = callback;
  const own = { id, kind: 'callback', source: callback.id, createdAt, site, widget } as const;
  const consent = callback.consent ?? null;
  return { ...own, phone, email: null, name, comment, office, campaign, visitor, touch, page, consent };
}

/** The lead of a chat or a request that an outside system told of; null while nobody knows how to reach who wrote. */
export function leadOfConversation(told: StoredCommunication, id: string): LeadRecord | null {
  const { contact, site, campaign, office, touch, page, text, startedAt } = told;
  const phone = contact.phones[0] ?? null;
  const email = contact.emails[0] ?? null;
  if (phone === null && email === null) return null;
  const kind = told.kind === 'request' ? 'request' : 'chat';
  return {
    ...{ id, kind, source: told.id, createdAt: startedAt, phone, email, name: contact.name, comment: text },
    ...{ site: site?.id ?? null, campaign: campaign?.id ?? null, office: office?.id ?? null, touch, page },
    ...{ widget: null, visitor: null, consent: null },
  };
}

/** What its consent is kept as beside it; null where there was none to give. */
export function consentOf(lead: LeadRecord, id: string): StoredConsent | null {
  const { kind, consent, widget, phone, email, site } = lead;
  if (kind === 'call' || kind === 'chat' || consent === null || widget === null) return null;
  const { text, givenAt, page } = consent;
  return { id, kind, source: lead.source ?? lead.id, phone, email, text, givenAt, page, site, widget };
}
