import type { FactBody } from '../../../domain/facts.ts';
import type { AccountParts } from '../account-parts.ts';
import { WebhookTallies } from './webhook-tallies.ts';

/**
 * Keeps what the queue of a webhook tells: how it fares, and whether it stands still. A pause of its own doing is an
 * event, told once. Runs inside a transaction; `now` is epoch ms.
 */
export function takeQueueState(
  { storage, entities, events, notices, queues }: AccountParts,
  { destination, pausedBy, tally }: Extract<FactBody, { type: 'delivery.state' }>,
  now: number,
): void {
  const webhook = entities.get('webhooks', destination);
  if (!webhook) return; // removed meanwhile
  new WebhookTallies(storage.sql).save(destination, tally);
  if (webhook.pausedBy === pausedBy) return;
  queues.note(destination, pausedBy !== null);
  entities.save('webhooks', { ...webhook, status: pausedBy === null ? 'active' : 'paused', pausedBy }, now);
  if (pausedBy === null || pausedBy === 'owner') return;
  const data = { webhook: destination, cause: pausedBy };
  events.record({ type: 'webhook.paused', site: null, data }, now);
  notices.onWebhookPaused(webhook, pausedBy, now);
}
