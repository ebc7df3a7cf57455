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
  | { kind: 'dial'; to: string; from: string; ringS: number; extension: Extension | null }
  | {
      kind: 'prompt';
      text: string;
      language: string;
      voice: string;
      repeats: number;
      gather: boolean;
      speech: boolean;
    }
  /** The visitor's leg with the manager's `line`. */
  | { kind: 'bridge'; withLine: number }
  | { kind: 'hangup' }
);

/** Digits that are dialled once the call is answered, after a pause (S1-53). */
export interface Extension {
  digits: string;
  delayS: number;
}

/** What a telephone did. `at` is epoch ms as the provider told it. */
export type TelephonyEvent = { id: string; leg: LegRef; at: number } & (
  | { kind: 'ringing' }
  | { kind: 'answered' }
  | { kind: 'digit'; digit: string }
  | { kind: 'ended'; cause: 'hangup' | 'busy' | 'no_answer' | 'invalid_number' | 'failed' }
);

export type SendOutcome =
  | { kind: 'accepted' }
  /** Not done, and may be tried again with the same key. */
  | { kind: 'retry'; detail: string }
  /** Never will be. */
  | { kind: 'refused'; detail: string };

export interface TelephonyProvider {
  name: string;
  send(command: TelephonyCommand): Promise<SendOutcome>;
}

/** A message on its way to one destination. What it carries is of its kind; another kind brings its own adapter. */
export interface OutgoingMail {
  kind: 'mail';
  to: string;
  subject: string;
  text: string;
  html: string;
}
export type OutgoingMessage = OutgoingMail;

/** How one attempt to deliver ended. `detail` is the other side's word or our own, and is shown to the account. */
export type DeliveryOutcome =
  | { kind: 'delivered'; detail: string }
  /** Not delivered, or not known to be: may be tried again. */
  | { kind: 'retry'; detail: string }
  /** The other side will never take it. */
  | { kind: 'refused'; detail: string };

/** Carries messages to one kind of destination. `id` is the same at every attempt, so that a double can be told. */
export interface DeliveryAdapter {
  send(id: string, message: OutgoingMessage): Promise<DeliveryOutcome>;
}
