import type { Explanation } from '../shared/contract/admin/explain.ts';
import type { CallbackOrder, CallbackView, OrderDoubt } from '../shared/contract/callback.ts';
import type { ErrorCode, FieldError } from '../shared/error-codes.ts';
import type { Touch } from '../shared/touch.ts';
import type { GuardVerdict, OrderPolicy, Reservation } from './domain/abuse.ts';
import type { Tap } from './domain/attribution.ts';
import type { Fact } from './domain/facts.ts';
import type { LegMessage, LegRef, PromptCommand } from './domain/ports.ts';
import type { PoolConfig, SiteSnapshot, WidgetConfig, WidgetOffice } from './domain/site-model.ts';
import type { CounterBatch } from './domain/statistics.ts';
import type { Visit } from './domain/visit-attributes.ts';

/**
 * What the objects say to each other and to the routes. Methods are only ever added, take one argument object
 * with optional fields, and answer with plain data: an error's own properties do not survive the way back.
 */

export interface Refusal {
  kind: 'refused';
  code: ErrorCode;
  detail: string;
  errors?: FieldError[];
}

/** Facts are accepted one by one; what is not named in the answer is sent again. */
export interface FactReceiver {
  acceptFacts(args: { facts: Fact[] }): Promise<{ accepted: string[] }>;
}

export interface AccountRpc extends Rpc.DurableObjectBranded, FactReceiver {
  /** Makes the account and its first token. Repeated with the same `tokenHash` it answers the same, or refuses other input. */
  create(args: CreateAccountArgs): Promise<{ kind: 'created' } | Refusal>;
  /** Instants are of the account's clock, which reads `sentAt` (epoch ms) at the answer: `domain/clock-skew.ts`. */
  snapshot(args: {
    siteKey: string;
  }): Promise<{ kind: 'found'; snapshot: SiteSnapshot; sentAt?: number } | { kind: 'gone' }>;
  /** As `snapshot` has it with the clock. */
  poolConfig(args: {
    campaign: string;
  }): Promise<{ kind: 'found'; config: PoolConfig; sentAt?: number } | { kind: 'gone' }>;
  /** It has no instants. */
  widgetConfig(args: { widget: string }): Promise<{ kind: 'found'; config: WidgetConfig } | { kind: 'gone' }>;
  /** Whether a token has a right, for doors other than the admin API. */
  authorize(args: { tokenHash: string; right: string }): Promise<{ kind: 'allowed' } | Refusal>;
  /** One message of a telephony provider. It is verified here, because only the account can open its secret. */
  telephony(args: TelephonyMessage): Promise<TelephonyAnswer | Refusal>;
  /** What the account allows to be called at this moment, and whether `phone` (E.164) is never to be. */
  orderPolicy(args: { phone: string }): Promise<{ kind: 'found'; policy: OrderPolicy } | { kind: 'gone' }>;
  /** Which office a call to a number (E.164) is put through to at this moment; null if it leads nowhere. */
  routeCall(args: { number: string }): Promise<{ office: WidgetOffice | null }>;
  /** Visitors who tapped or copied a number; `at` is epoch ms. */
  noteTaps(args: { taps: Tap[] }): Promise<void>;
  /** What an isolate has counted; a batch that was taken in before changes nothing. */
  addCounts(args: { batch: CounterBatch }): Promise<void>;
  /** The verdict of the campaigns of a site on a visit, with the names of the account's offices by id. */
  explain(args: ExplainArgs): Promise<{ explanation: Explanation; offices: Record<string, string> }>;
  /** One request of the admin API; rights are checked here, against the account's own tokens. */
  admin(args: AdminRequest): Promise<AdminAnswer>;
}

export interface ExplainArgs {
  /** Its id. */
  site: string;
  visit: Visit;
  /** The account's, IANA. */
  timeZone: string;
}

export interface CreateAccountArgs {
  id: string;
  name: string;
  timeZone: string;
  country: string;
  /** SHA-256 of the first API token, hex. */
  tokenHash: string;
}

export interface TelephonyAnswer {
  kind: 'accepted';
  /** Where the call is put through to, of a message that asks; null for nowhere. */
  office: WidgetOffice | null;
  leg?: LegMessage; // what a message about a leg of a callback says
}

export interface TelephonyMessage {
  provider: string;
  /** `answer` asks where the call goes, `gather` brings a key; the others only tell. */
  hook: 'events' | 'answer' | 'gather' | 'after' | 'recording';
  leg?: LegRef; // that the address belongs to; without one the message tells of an inbound call
  /** The routing key of the integration. */
  key: string;
  /** As the provider was told to call it: public origin, path and raw query. */
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

export interface AdminRequest {
  account: string;
  /** SHA-256 of the bearer token, hex. */
  tokenHash: string;
  requestId: string;
  /** A collection of the resource table, `account` for the account itself, or `me` for the token. */
  resource: string;
  verb: AdminVerb;
  id?: string;
  /** Name of the action, with verb `act`; of the question, with `ask`. */
  action?: string;
  /** Parsed JSON, not yet validated. */
  body?: unknown;
  query?: Record<string, string>;
  ifMatch?: string;
  idempotencyKey?: string;
  /** SHA-256 of the raw body, hex: the same Idempotency-Key with another body is refused. */
  bodyHash?: string;
}

export type AdminVerb = 'list' | 'get' | 'create' | 'update' | 'delete' | 'act' | 'ask';

export type AdminAnswer =
  | { kind: 'list'; items: Record<string, unknown>[]; nextCursor: string | null }
  /** `sites` are the keys of sites whose snapshot this write changed. */
  | { kind: 'entity'; entity: Record<string, unknown>; etag: string; created: boolean; sites: string[] }
  | { kind: 'done'; sites: string[] }
  /** To a question: it changed nothing. */
  | { kind: 'value'; value: Record<string, unknown> }
  | Refusal;

export interface NumberPoolRpc extends Rpc.DurableObjectBranded, FactReceiver {
  /**
   * Takes a configuration unless a newer one is known. `freeAt` tells for every number that the pool no longer
   * gives out when it may go elsewhere, epoch ms; it is complete also when the version was not newer. With `sentAt`,
   * the sender's clock, both sides speak in that clock (`domain/clock-skew.ts`).
   */
  configure(args: {
    config: PoolConfig;
    sentAt?: number;
  }): Promise<{ version: number; freeAt: Record<string, number> }>;
  /** All offices of the campaign in one step. Offices of another campaign are answered with `none`. */
  lease(args: LeaseArgs): Promise<LeaseAnswer>;
  /** How full the pool is, and what `visitor` holds of it. Nothing is given out or prolonged. */
  occupancy(args: { offices: string[]; visitor: string | null }): Promise<PoolOccupancy>;
  /** Who was promised a number at an instant (epoch ms). */
  holder(args: { number: string; at: number }): Promise<{ holder: Holder | null }>;
  /** Everybody who was promised a number at some instant from `from` to `to` (epoch ms), the latest first. */
  holders(args: { number: string; from: number; to: number }): Promise<{ holders: PoolHolder[] }>;
}

export interface LeaseArgs {
  account: string;
  campaign: string;
  offices: string[];
  visitor: string;
  session: string;
  touch: Touch | null;
  page: string;
}

export type LeaseAnswer =
  | { kind: 'answered'; offices: OfficeLease[]; fence: number; configVersion: number }
  /** The campaign is not active any more. */
  | { kind: 'gone' };

export type OfficeLease = { office: string } & (
  | { kind: 'leased'; renewed: boolean; number: string; expiresInS: number }
  | ({ kind: 'fallback'; number: string } & Exhausted)
  | ({ kind: 'none' } & Exhausted)
);

export interface Exhausted {
  /** Epoch ms: nobody new gets another answer of this configuration before; absent if that is not known. */
  exhaustedUntil?: number;
}

export interface PoolOccupancy {
  /** False for a campaign that is not active any more: the pool gives out nothing. */
  active: boolean;
  /** Of those offices that the pool knows. */
  offices: OfficeOccupancy[];
}

/** Numbers by what they do; nothing says who holds them. */
export interface OfficeOccupancy {
  office: string;
  /** That may be given out. `free + held + resting` of them. */
  numbers: number;
  free: number;
  /** Promised to a visitor. */
  held: number;
  /** Not promised, and not to be given out yet. */
  resting: number;
  /** On their way out of the office, while promised. */
  draining: number;
  /** Seconds until one may be free; 0 if one is, null if there is none. */
  nextFreeInS: number | null;
  /** What the visitor holds here. */
  lease: { number: string; expiresInS: number } | null;
}

export interface Holder {
  visitor: string;
  session: string;
  office: string;
  from: number;
  until: number;
  fence: number;
}

export interface PoolHolder extends Holder {
  touch: Touch | null;
}

export interface CallbackRpc extends Rpc.DurableObjectBranded, FactReceiver {
  create(args: CreateCallbackArgs): Promise<{ kind: 'created' | 'repeated'; view: CallbackView } | Refusal>;
  status(args: { id: string }): Promise<{ kind: 'found'; view: CallbackView } | { kind: 'gone' }>;
  cancel(args: { id: string }): Promise<{ kind: 'found'; view: CallbackView } | Refusal>;
  reschedule(args: { id: string; when: number }): Promise<{ kind: 'found'; view: CallbackView } | Refusal>;
  /** What a call is to be asked again after it pressed a key; null if it is told something else, or was asked nothing. */
  question(args: { leg: LegRef }): Promise<{ question: PromptCommand | null }>;
  /** Takes the WebSocket of `…/live`; the token is checked before. */
  fetch(request: Request): Promise<Response>;
}

export interface CreateCallbackArgs {
  account: string;
  widget: string;
  id: string;
  /** SHA-256 of the order as it was sent, hex. */
  bodyHash: string;
  order: CallbackOrder;
  /** From a lease token that this server signed, else null. */
  visitor: string | null;
  campaign: string | null;
  /** With any the order is kept, and nothing dials until a manager confirms it. */
  doubts?: OrderDoubt[];
}

export interface GuardRpc extends Rpc.DurableObjectBranded {
  /** Counts all of it or nothing, in one step; the same `id` is counted once. */
  reserve(args: Reservation): Promise<{ verdict: GuardVerdict }>;
}

export interface SimRpc extends Rpc.DurableObjectBranded, FactReceiver {
  /** Takes the WebSocket of the telephones page; the token is checked before. */
  fetch(request: Request): Promise<Response>;
}

/** The queue of one destination. Messages and what is asked of it come as facts; what became of them goes the same way. */
export interface DeliveryRpc extends Rpc.DurableObjectBranded, FactReceiver {}
