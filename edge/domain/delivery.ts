import type { DeliveryStatus } from './delivery-plan.ts';
import type { DeliveryOutcome, OutgoingMessage, SentRequest } from './ports.ts';

/** Where messages of an account go: each destination has a queue of its own. */
export type Destination = 'mail' | WebhookId | CrmId;
export type WebhookId = `whk_${string}`;
/** Of the integration with a CRM. */
export type CrmId = `int_${string}`;

export function isWebhook(destination: string): destination is WebhookId {
  return destination.startsWith('whk_');
}

export function isCrmQueue(destination: string): destination is CrmId {
  return destination.startsWith('int_');
}

/** Stands in the place of an account for letters about signing in: nobody keeps their progress. */
export const AUTH_SENDER = 'auth';

/** A message that the account owes to a destination. `id` is its key: the same id is sent once. */
export interface Delivery {
  id: string;
  account: string;
  destination: Destination;
  message: OutgoingMessage;
  /** Of messages about the same thing a later one waits for an earlier one, for a while. Empty or absent: none does. */
  about?: string;
  /** Goes out even while the queue stands still, is tried once, and counts for nothing. */
  isTest?: boolean;
}

/** What the account asks of a queue. */
export type DeliveryControl =
  | { kind: 'pause' }
  | { kind: 'resume' }
  /** Sends a message again that was delivered, refused or given up. */
  | { kind: 'replay'; id: string }
  /** The same for all that were made from `from` until before `to`, epoch ms. */
  | { kind: 'replay_range'; from: number; to: number; onlyFailed: boolean }
  /** Forgets everything: the destination is no more. */
  | { kind: 'drop' };

/** Why a queue stands still. `failing` and `gone` are its own doing. */
export type PausedBy = 'owner' | 'failing' | 'gone';

/** How a destination fares. Instants are epoch ms. */
export interface QueueTally {
  /** Messages that arrived, and attempts that failed. */
  sent: number;
  failed: number;
  lastStatus: number | null;
  lastAttemptAt: number | null;
  /** Since when nothing has arrived. */
  failingSince: number | null;
}

/** One attempt; `at` is when it ended, epoch ms. */
export interface DeliveryAttempt {
  at: number;
  outcome: DeliveryOutcome['kind'];
  detail: string;
  /** Of a webhook; absent without an answer. */
  status?: number | null;
  answer?: string | null;
  tookMs?: number;
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
  /** Of a webhook, as it was sent the last time. */
  request?: SentRequest | null;
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
