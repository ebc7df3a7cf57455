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
