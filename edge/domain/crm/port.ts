import type { CommunicationContact } from './communication.ts';

/**
 * What the domain needs from a CRM. The rules decide in these words and never in a vendor's; an adapter turns them into
 * its vendor's requests. A failure is a value, never an exception.
 */

/** `lead` to `activity` are Bitrix24's, `inquiry` to `client` AutoCRM's. */
export type CrmEntityKind =
  | ('lead' | 'deal' | 'contact' | 'company' | 'activity')
  | ('inquiry' | 'service_inquiry' | 'worksheet' | 'client');

export interface EntityRef {
  kind: CrmEntityKind;
  /** As the CRM spells it. */
  id: string;
}

/** An entity that the CRM already has of somebody. Instants are epoch ms. */
export interface FoundEntity extends EntityRef {
  /** Of a lead its status, of a deal its stage, of AutoCRM's entities their state. */
  status: string | null;
  funnel: string | null;
  isClosed: boolean;
  createdAt: number;
  changedAt: number;
  /** A user of the CRM. */
  responsible: string | null;
}

/** The newest first within each kind. */
export type FoundEntities = readonly FoundEntity[];

/** An entity that is there, or the one that an earlier step of the same communication makes. */
export type EntityTarget = EntityRef | { step: string };

/** What an entity is made with. Texts are what templates gave; ids are the CRM's. */
export interface EntityFields {
  title: string;
  contact: CommunicationContact;
  comment: string | null;
  /** Names; an adapter finds or makes the source of that name. */
  source: string | null;
  refinedSource: string | null;
  responsible: string | null;
  funnel: string | null;
  stage: string | null;
  utm: { source?: string; medium?: string; campaign?: string; content?: string; term?: string };
  page: string | null;
  /** A user field of the CRM to its value. */
  extra: Record<string, string>;
  /** What only one vendor's entities ask for: dealership, type of request, brand. */
  vendor: Record<string, string>;
}

/** One step. `step` names it within its communication; with the communication's id it is the key of the write. */
export type CrmWrite = { step: string } & (
  | { kind: 'create'; entity: CrmEntityKind; fields: EntityFields; links: EntityTarget[] }
  | { kind: 'comment'; on: EntityTarget; text: string }
  /** Moves an existing entity. */
  | { kind: 'move'; on: EntityTarget; funnel: string | null; stage: string | null }
  | { kind: 'notify'; users: string[]; about: EntityTarget; text: string }
  /** The call in the CRM's own list of calls, once for each call: begun, shown, finished. */
  | { kind: 'call'; call: CrmCall; about: EntityTarget | null }
  | { kind: 'recording'; of: string; url: string; about: EntityTarget | null }
);

/** A call for the CRM's telephony. Instants are epoch ms. */
export interface CrmCall {
  /** Ours. */
  id: string;
  direction: 'in' | 'out';
  phone: string;
  line: string | null;
  startedAt: number;
  answeredAt: number | null;
  endedAt: number | null;
  talkS: number;
  outcome: 'answered' | 'missed' | 'busy' | 'declined' | 'invalid_number' | 'failed';
  /** Of the CRM: who talked, else who was rung. */
  user: string | null;
}

/** How something that was asked of a CRM ended. */
export type CrmOutcome<T> =
  | { kind: 'done'; value: T }
  /** Not done, or not known to be: asked again under the same key, which meets what is there. */
  | { kind: 'retry'; detail: string; afterMs?: number }
  /** `cause` says what somebody must do about it. */
  | { kind: 'refused'; detail: string; cause: 'auth' | 'gone' | 'rights' | 'invalid' | 'unsupported' };

export interface CrmUser {
  id: string;
  name: string;
  isActive: boolean;
  /** E.164 where they can be read as such. */
  phones: string[];
  extension: string | null;
  email: string | null;
}

/** Something to choose from: a status, a funnel with its stages, a source, a user field. */
export interface CrmChoice {
  id: string;
  name: string;
  /** Of a stage or status that ends the entity. */
  isFinal?: boolean;
  /** Of a user field: `string`, `integer`, `double`, `boolean`, `date`, `enumeration`. */
  type?: string;
  /** The funnel that a stage belongs to, the entity that a field belongs to. */
  of?: string;
}

export interface CrmDictionaries {
  statuses: CrmChoice[];
  funnels: CrmChoice[];
  stages: CrmChoice[];
  sources: CrmChoice[];
  fields: CrmChoice[];
  /** AutoCRM's dealerships; empty elsewhere. */
  salons: CrmChoice[];
}

/**
 * One connected CRM. `key` of a write is `{communication}:{step}`: what was written under it before is found and
 * answered again, also after an answer that was lost. A call answers what the CRM calls it, as an `activity`.
 */
export interface CrmAdapter {
  check(): Promise<CrmOutcome<{ name: string }>>;
  /** All that belongs to somebody with these phones and addresses. */
  find(contact: CommunicationContact): Promise<CrmOutcome<FoundEntities>>;
  /** `made` are the entities of earlier steps, by their step. Null for a write that leaves no entity. */
  write(
    write: CrmWrite,
    key: string,
    made: ReadonlyMap<string, EntityRef>,
    /** It may have been done before, by an attempt whose answer was lost. Absent: it may. */
    isRepeated?: boolean,
  ): Promise<CrmOutcome<EntityRef | null>>;
  /** A page of users; `next` asks for the one after, null is the end. */
  listUsers(
    next: string | null,
  ): Promise<CrmOutcome<{ users: CrmUser[]; next: string | null; total: number | null }>>;
  readDictionaries(): Promise<CrmOutcome<CrmDictionaries>>;
  /** Where a person sees the entity in the CRM. */
  addressOf(entity: EntityRef): string | null;
}
