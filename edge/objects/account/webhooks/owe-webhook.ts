import type { Call } from '../../../../shared/contract/admin/call.ts';
import type { WebhookId } from '../../../domain/delivery.ts';
import type { FactBody } from '../../../domain/facts.ts';
import type { WireEvent } from '../../../domain/webhook.ts';
import { newId } from '../../../keys/ids.ts';
import type { StoredEvent, StoredWebhook } from '../entity-bodies.ts';
import type { EntityStore } from '../entity-store.ts';

/** What is owed to the queue of a webhook needs. */
export interface WebhookDebtor {
  entities: EntityStore;
  /** Of the account itself. */
  account: string;
  now: number;
  owe(id: string, target: string, subject: string, body: FactBody): void;
}

/** Name of the queue of a webhook. */
export function queueOf(account: string, webhook: string): string {
  return `delivery:${account}:${webhook}`;
}

/** Where a webhook is reached, for lists: without its parameters. */
export function addressOf({ url, request }: Pick<StoredWebhook, 'url' | 'request'>): string {
  if (url !== null) return url.split('?', 1)[0] ?? '';
  return request ? `${request.protocol}://${request.host}${request.path}` : '';
}

/** Owes an event to every webhook that asked for its type. Call in the transaction of the event. */
export function oweEvent(debtor: WebhookDebtor, stored: StoredEvent): void {
  const wanting = debtor.entities.list('webhooks').filter(({ events }) => events.includes(stored.type));
  if (wanting.length === 0) return;
  const event = { ...stored, occurredAt: new Date(stored.occurredAt).toISOString() };
  for (const webhook of wanting) oweMessage(debtor, webhook, event, { isTest: false });
}

/** Owes one message to one webhook, and lists it. Call inside a transaction. */
export function oweMessage(
  { entities, account, now, owe }: WebhookDebtor,
  webhook: StoredWebhook,
  event: WireEvent,
  { isTest }: { isTest: boolean },
): void {
  const id = newId('dlv');
  const destination = webhook.id as WebhookId;
  const about = subjectOf(event);
  const message = { kind: 'webhook', event, names: namesOf(entities, event) } as const;
  const start = { status: 'waiting', createdAt: now, nextAt: now, endedAt: null } as const;
  const listed = { id, destination, to: addressOf(webhook), subject: event.type, about };
  entities.insert('deliveries', { ...listed, ...start, attempts: [], request: null }, now);
  const delivery = { id, account, destination, message, about: isTest ? '' : about, isTest };
  owe(id, queueOf(account, webhook.id), id, { type: 'delivery.send', delivery });
}

/** Tells the queue where its webhook leads now. Call inside a transaction. */
export function oweTarget({ account, owe }: WebhookDebtor, webhook: StoredWebhook): void {
  const { id, url, request, secrets } = webhook;
  const body = {
    type: 'delivery.configure',
    account,
    destination: id as WebhookId,
    target: { url, request, secrets },
  } as const;
  owe(`configure:${crypto.randomUUID()}`, queueOf(account, id), `configure:${id}`, body);
}

/** What an event tells of: events about the same thing arrive one after another. */
function subjectOf({ data }: WireEvent): string {
  const told = data as { id?: string; campaign?: string; widget?: string; webhook?: string };
  return told.id ?? told.campaign ?? told.widget ?? told.webhook ?? '';
}

function namesOf(entities: EntityStore, { data }: WireEvent): { campaign: string; office: string } {
  const { campaign, office } = data as Partial<Pick<Call, 'campaign' | 'office'>>;
  return {
    campaign: (campaign && entities.get('campaigns', campaign)?.name) || '',
    office: (office && entities.get('offices', office)?.name) || '',
  };
}
