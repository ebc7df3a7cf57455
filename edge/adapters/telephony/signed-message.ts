import type { FieldError } from '../../../shared/error-codes.ts';
import type { CallEvent } from '../../domain/call-event.ts';
import type { LegMessage } from '../../domain/ports.ts';

/** One message of a telephony provider as it arrived. */
export interface SignedMessage {
  /** Public origin, path and raw query. */
  url: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
  secret: string;
  /** Epoch ms. */
  receivedAt: number;
}

export type ReadOutcome =
  | { kind: 'forged' }
  | { kind: 'unreadable'; errors: FieldError[] }
  | {
      kind: 'read';
      /** Tells a repetition from a new message. */
      id: string;
      /** Null for a message that says nothing about the course of a call. */
      event: CallEvent | null;
      /** What was sent, to be kept as it came. */
      raw: Readonly<Record<string, unknown>>;
    };

export type ReadLeg =
  | { kind: 'forged' }
  | { kind: 'unreadable'; errors: FieldError[] }
  | ({ kind: 'read' } & LegMessage);
