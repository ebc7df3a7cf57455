import type { DeliveryStatus } from './delivery-plan.ts';
import type { DeliveryOutcome, OutgoingMessage } from './ports.ts';

/** Where messages of an account go: each destination has a queue of its own. */
export type Destination = 'mail';

/** Stands in the place of an account for letters about signing in: nobody keeps their progress. */
export const AUTH_SENDER = 'auth';

/** A message that the account owes to a destination. `id` is its key: the same id is sent once. */
export interface Delivery {
  id: string;
  account: string;
  destination: Destination;
  message: OutgoingMessage;
}

/** What the account asks of a queue. */
export type DeliveryControl =
  | { kind: 'pause' }
  | { kind: 'resume' }
  /** Sends a message again that was delivered, refused or given up. */
  | { kind: 'replay'; id: string };

/** One attempt; `at` is when it ended, epoch ms. */
export interface DeliveryAttempt {
  at: number;
  outcome: DeliveryOutcome['kind'];
  detail: string;
}

/** How far a message has come. Instants are epoch ms. */
export interface DeliveryProgress {
  id: string;
  status: DeliveryStatus;
  /** When it is tried next; null if it is not. */
  nextAt: number | null;
  endedAt: number | null;
  /** The newest ones, the oldest first. */
  attempts: DeliveryAttempt[];
}

/** A message as the account lists it, without its text. Instants are epoch ms. */
export interface DeliveryRecord extends DeliveryProgress {
  destination: Destination;
  to: string;
  subject: string;
  /** The callback or the call that it tells of. */
  about: string;
  createdAt: number;
}
