import type { SmartCallKeys } from '../../shared/contract/admin/scenario.ts';
import type { CrmOutgoing } from './crm/outgoing.ts';
import type { WireEvent } from './webhook.ts';

/**
 * What the domain needs from the world. Adapters turn vendors into these shapes; a vendor's failure becomes a
 * value of the union, never an exception.
 */

export type Party = 'manager' | 'visitor';

/** Where a leg's events belong. It comes back with every event of that leg. */
export interface LegRef {
  account: string;
  widget: string;
  callback: string;
  attempt: number;
  party: Party;
  /** Which of the offices that the scenario lets ring; 0 for the visitor. */
  line: number;
}

/** Something to do with one leg of a callback. `key` makes a repeated command do nothing. */
export type TelephonyCommand = { key: string; leg: LegRef } & (
  | {
      kind: 'dial';
      to: string;
      from: string;
      ringS: number;
      /** The provider ends the call by itself once it has lasted so long: we may be gone by then. */
      limitS: number;
      extension: Extension | null;
    }
  | {
      kind: 'prompt';
      text: string;
      language: string;
      voice: string;
      repeats: number;
      gather: boolean;
      speech: boolean;
      /** What the digits are for, so that a word for it is understood as well; absent where nothing is asked. */
      keys?: SmartCallKeys;
      /** Said once ahead of the text, by a provider that cannot wait for the end of what it is saying. */
      first?: string;
    }
  /** The visitor's leg with the manager's `line`, for so long at most, whether we are there to end it or not. */
  | { kind: 'bridge'; withLine: number; limitS: number }
  | { kind: 'hangup' }
);

/** Digits that are dialled once the call is answered, after a pause (S1-53). */
export interface Extension {
  digits: string;
  delayS: number;
}

/** What a telephone did. */
export type LegNews =
  | { kind: 'ringing' }
  | { kind: 'answered' }
  | { kind: 'digit'; digit: string }
  /** What was said can be heard at this address; perhaps long after the end. */
  | { kind: 'recorded'; url: string }
  /** `sip` is the final code of SIP, where the provider tells it: it says more than the cause. */
  | {
      kind: 'ended';
      cause: 'hangup' | 'busy' | 'no_answer' | 'invalid_number' | 'failed';
      sip?: number | undefined;
    };

/** News of a leg. `at` is epoch ms as the provider told it. */
export type TelephonyEvent = { id: string; leg: LegRef; at: number } & LegNews;

/** A verified message about a leg of a callback. */
export interface LegMessage {
  /** Tells a repetition from a new message. */
  id: string;
  /** Epoch ms. */
  at: number;
  /** The provider's own id of the call, if it has one. */
  call: string | null;
  /** Null for a message that moves nothing. */
  news: LegNews | null;
}

export type SendOutcome =
  /** `call` is the provider's own id of what a dial made, if it has one. */
  | { kind: 'accepted'; call?: string }
  /** Not done, and may be tried again with the same key; not before `afterMs` if the provider says so. */
  | { kind: 'retry'; detail: string; afterMs?: number }
  /** Of a dial only: nobody knows whether it was done. It is looked up, and never simply repeated. */
  | { kind: 'unknown'; detail: string }
  /** Not done, for that side's telephone has been put down. Its own news may come later, or have come. */
  | { kind: 'over'; party: Party; detail: string }
  /** Never will be. */
  | { kind: 'refused'; detail: string; cause?: 'invalid_number' };

/** A call that a lookup found, with what is known of it. */
export interface FoundCall {
  call: string;
  news: LegNews | null;
}

/** The calls of a command: the provider's own ids by leg, null where none is known. */
export interface KnownCalls {
  call: string | null;
  /** Of a bridge: the manager's. */
  withCall: string | null;
}

export interface TelephonyProvider {
  name: string;
  /**
   * How a dial is found whose outcome is unknown. `byId`: a repeated key meets the same call, so it is simply sent
   * again. `byNumbers`: by `find`. `none`: not at all; the callback then ends as `unknown_outcome`.
   */
  lookup: 'byId' | 'byNumbers' | 'none';
  /** A new prompt cuts off the one that is being said, so two at once have to be sent as one. */
  interrupts: boolean;
  /** A call that was just told what to do, in answer to its question, is told nothing else for so long. */
  settleMs: number;
  send(command: TelephonyCommand, known: KnownCalls): Promise<SendOutcome>;
  /** Calls that may be this dial, which was sent at `sentAt` (epoch ms). Null: it could not be asked. */
  find?(dial: DialCommand, sentAt: number): Promise<FoundCall[] | null>;
  /** What has become of a call, by the provider's own id of it. Null: it could not be asked. */
  check?(call: string): Promise<LegNews | null>;
}

export type DialCommand = Extract<TelephonyCommand, { kind: 'dial' }>;
export type PromptCommand = Extract<TelephonyCommand, { kind: 'prompt' }>;

/** A message on its way to one destination. What it carries is of its kind; another kind brings its own adapter. */
export interface OutgoingMail {
  kind: 'mail';
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** An event for one webhook. */
export interface OutgoingWebhook {
  kind: 'webhook';
  event: WireEvent;
  /** What things of the event are called, for a classic webhook. */
  names: { campaign: string; office: string };
}
export type OutgoingMessage = OutgoingMail | OutgoingWebhook | CrmOutgoing;

/** A request as it left, for the account to look at. */
export interface SentRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What one attempt was, of a destination that speaks HTTP. */
export interface Exchange {
  request: SentRequest;
  /** Null if nothing answered. */
  status: number | null;
  /** The beginning of the answer. */
  answer: string | null;
  tookMs: number;
}

/** How one attempt to deliver ended. `detail` is the other side's word or our own, and is shown to the account. */
export type DeliveryOutcome = { exchange?: Exchange } & (
  | { kind: 'delivered'; detail: string }
  /** Not delivered, or not known to be: may be tried again, not before `afterMs` if the other side says so. */
  | { kind: 'retry'; detail: string; afterMs?: number }
  /** The other side will never take it. `isGone`: nor anything else. */
  | { kind: 'refused'; detail: string; isGone?: boolean }
);

/** Carries messages to one kind of destination. `id` is the same at every attempt, so that a double can be told. */
export interface DeliveryAdapter<M extends OutgoingMessage = OutgoingMail> {
  send(id: string, message: M): Promise<DeliveryOutcome>;
}
