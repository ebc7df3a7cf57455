import type { Features, InvitationOffer } from '../../shared/contract/admin/access.ts';
import type { Explanation } from '../../shared/contract/admin/explain.ts';
import type { LedgerEntry, LedgerInput } from '../../shared/contract/admin/ledger.ts';
import type { WidgetStyle } from '../../shared/contract/admin/widget-style.ts';
import type { WidgetTexts } from '../../shared/contract/admin/widget-texts.ts';
import type { LeadRequest } from '../../shared/contract/lead.ts';
import type { OrderPolicy } from '../domain/abuse.ts';
import type { Tap } from '../domain/attribution.ts';
import type { ManagersWord } from '../domain/facts.ts';
import type { OrderQuestion } from '../domain/order-question.ts';
import type { LegMessage, LegRef } from '../domain/ports.ts';
import type { PoolConfig, SiteSnapshot, WidgetConfig, WidgetOffice } from '../domain/site-model.ts';
import type { CounterBatch } from '../domain/statistics.ts';
import type { Visit } from '../domain/visit-attributes.ts';
import type { AdminAnswer, AdminRequest, CountedAnswer } from './admin-rpc.ts';
import type { FactReceiver, Person, Refusal } from './common.ts';
import type { OperatedRpc } from './operated-rpc.ts';

export interface AccountRpc extends Rpc.DurableObjectBranded, FactReceiver, OperatedRpc {
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
  /** The key of the site that a widget is on, by the widget's hash. */
  siteOfWidget(args: { widget: string }): Promise<{ kind: 'found'; siteKey: string } | { kind: 'gone' }>;
  /** It has no instants. */
  widgetConfig(args: { widget: string }): Promise<{ kind: 'found'; config: WidgetConfig } | { kind: 'gone' }>;
  /** Whether a token or a person has a right, for doors other than the admin API. */
  authorize(args: {
    tokenHash?: string;
    user?: Person;
    right: string;
  }): Promise<{ kind: 'allowed' } | Refusal>;
  /** One message of a telephony provider. It is verified here, because only the account can open its secret. */
  telephony(args: TelephonyMessage): Promise<TelephonyAnswer | Refusal>;
  /** One message of an outside system about chats or requests; it is verified here. */
  conversation(args: ConversationMessage): Promise<{ kind: 'accepted' } | Refusal>;
  /** What the account allows to be called at this moment, and whether `phone` (E.164) is never to be. */
  orderPolicy(args: { phone: string }): Promise<{ kind: 'found'; policy: OrderPolicy } | { kind: 'gone' }>;
  /** An order (its callback's id) that a manager was asked about by mail. */
  orderQuestion(args: { callback: string }): Promise<OrderAnswer>;
  /** The manager's word; the first one counts, and a later one is answered with what became of the order. */
  decideOrder(args: OrderWord): Promise<OrderAnswer>;
  /** Which office a call to a number (E.164) is put through to at this moment; null if it leads nowhere. */
  routeCall(args: { number: string }): Promise<{ office: WidgetOffice | null }>;
  /** Visitors who tapped or copied a number; `at` is epoch ms. */
  noteTaps(args: { taps: Tap[] }): Promise<void>;
  /** What an isolate has counted; a batch that was taken in before changes nothing. */
  addCounts(args: { batch: CounterBatch }): Promise<void>;
  /** The verdict of the campaigns of a site on a visit, with the names of the account's offices by id. */
  explain(args: ExplainArgs): Promise<{ explanation: Explanation; offices: Record<string, string> }>;
  /** What the operator switches on or off; `sites` are the keys of those whose snapshot changed. */
  setFeatures(args: {
    features: Features;
    requestId: string;
  }): Promise<{ kind: 'set'; sites: string[] } | Refusal>;
  /** A line of the ledger by the operator; the same key is one line. */
  creditLedger(args: OperatorLine): Promise<{ kind: 'written'; entry: LedgerEntry } | Refusal>;
  /** What a person says to an invitation, by the hash of its secret; `read` only asks what it is. */
  answerInvitation(args: InvitationAnswer): Promise<{ kind: 'offer'; offer: InvitationOffer } | Refusal>;
  /** A contact that a visitor left. The same once more is answered the same. */
  keepLead(args: KeepLeadArgs): Promise<{ kind: 'kept'; isRepeated: boolean } | Refusal>;
  /** Looks and texts that a preview link shows, by the id in it; `endsInMs` is for how much longer. */
  preview(args: { id: string }): Promise<
    | {
        kind: 'found';
        hash: string;
        style: WidgetStyle;
        styleId: string | null;
        texts: WidgetTexts;
        endsInMs: number;
      }
    | { kind: 'gone' }
  >;
  /** A file for the account's uploads. */
  upload(args: UploadArgs): Promise<AdminAnswer>;
  /** Bytes of an upload, or what they are if they are not needed. */
  readUpload(args: ReadUploadArgs): Promise<UploadAnswer>;
  /** One request of the admin API; rights are checked here, against the account's own tokens. */
  admin(args: AdminRequest): Promise<CountedAnswer>;
}

export interface OperatorLine {
  line: LedgerInput;
  key: string;
  requestId: string;
}

export interface InvitationAnswer {
  /** SHA-256, hex. */
  hash: string;
  user: Person;
  answer: 'read' | 'accept' | 'decline';
  requestId: string;
}

export interface KeepLeadArgs {
  /** Follows from widget and Idempotency-Key. */
  id: string;
  /** Hash of the widget. */
  widget: string;
  /** SHA-256 of the request as it was sent, hex. */
  bodyHash: string;
  request: LeadRequest;
  /** From a lease token that this server signed, else null. */
  visitor: string | null;
  campaign: string | null;
}

export type OrderAnswer = { kind: 'found'; question: OrderQuestion } | { kind: 'gone' };

export interface OrderWord {
  callback: string;
  word: ManagersWord;
  requestId: string;
}

export interface UploadArgs {
  account: string;
  /** SHA-256 of the bearer token, hex. */
  tokenHash?: string;
  /** Who is signed in, instead of a token. */
  user?: Person;
  requestId: string;
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface ReadUploadArgs {
  /** Its routing key. */
  key: string;
  /** SHA-256 of what the reader has already, hex: then no bytes are sent. */
  known?: string[];
  /** `Range` of the request as `http/byte-range.ts` reads it. */
  range?: AskedRange;
}

/** From one byte to another, which is the last; or the last so many. */
export type AskedRange = { from: number; to: number | null } | { last: number };

export type UploadAnswer =
  | {
      kind: 'found';
      type: string;
      /** Of the whole file, bytes. */
      size: number;
      digest: string;
      /** Null for a reader that has them; `from` is where they begin. */
      bytes: Uint8Array<ArrayBuffer> | null;
      from: number;
    }
  | { kind: 'unsatisfiable'; size: number }
  | { kind: 'gone' };

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
  tokenHash?: string;
  /** The person whose own account it is; they may do everything. Repeated with the same one it answers the same. */
  owner?: Person;
}

export interface TelephonyAnswer {
  kind: 'accepted';
  /** Where the call is put through to, of a message that asks; null for nowhere. */
  office: WidgetOffice | null;
  leg?: LegMessage; // what a message about a leg of a callback says
}

export interface ConversationMessage {
  /** The routing key of the integration. */
  key: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
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
