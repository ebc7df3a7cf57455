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
}

/** Something to do with one leg of a callback. `key` makes a repeated command do nothing. */
export type TelephonyCommand = { key: string; leg: LegRef } & (
  | { kind: 'dial'; to: string; from: string; ringS: number }
  | { kind: 'prompt'; text: string; language: string; voice: string; repeats: number; gather: boolean }
  | { kind: 'bridge' }
  | { kind: 'hangup' }
);

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
