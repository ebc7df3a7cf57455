import type { AccountEvent } from '../../shared/contract/admin/event.ts';
import type { ClassicRequest } from '../../shared/contract/admin/webhook.ts';

/** An event as it is sent; `webhook.test` is what the test button sends and is no event of the account. */
export type WireEvent = Omit<AccountEvent, 'type' | 'data'> & {
  type: AccountEvent['type'] | 'webhook.test';
  data: AccountEvent['data'] | Record<string, unknown>;
};

/** A secret in an envelope that only this deployment opens; `until` (epoch ms) it signs, null for the newest. */
export interface SealedSecret {
  envelope: string;
  until: number | null;
}

/** What a queue has to know of its webhook. Exactly one of `url` and `request` is there. */
export interface WebhookTarget {
  url: string | null;
  request: ClassicRequest | null;
  /** Newest first. */
  secrets: SealedSecret[];
}

/** What a secret of an account's webhooks is bound to. */
export function boundTo(account: string): string {
  return `webhooks:${account}`;
}
