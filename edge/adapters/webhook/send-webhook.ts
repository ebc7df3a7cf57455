import { composeClassic } from '../../domain/classic-webhook.ts';
import type { DeliveryOutcome, OutgoingWebhook, SentRequest } from '../../domain/ports.ts';
import type { WebhookTarget } from '../../domain/webhook.ts';
import { type Reply, retryAfterMs } from '../post-message.ts';
import { signWebhook } from '../telephony/webhook/standard-webhooks.ts';

/** Where webhooks go, and by what they are signed. */
export interface WebhookWay {
  target: WebhookTarget;
  /** The secrets that sign now, newest first; empty if none can be opened. */
  secrets: readonly string[];
  post(address: string, init: RequestInit): Promise<Reply>;
  now(): number;
}

/** Who is overloaded may ask to be left alone for so long. */
const MAX_RETRY_AFTER_MS = 86_400_000;

/**
 * One attempt to hand an event to a webhook. Whatever is not a 2xx is a failure that is tried again, as Standard
 * Webhooks has it, but for 410: nobody wants anything more there. The event's id is the message's, so a repetition can
 * be told; every attempt has a timestamp and a signature of its own.
 */
export async function sendWebhook(way: WebhookWay, message: OutgoingWebhook): Promise<DeliveryOutcome> {
  if (way.secrets.length === 0) {
    return { kind: 'retry', detail: 'Its secret cannot be opened by this server; make a new one.' };
  }
  const composed = compose(way.target, message);
  const headers = { ...composed.headers, ...(await sign(way, message.event.id, composed.body)) };
  const request = { ...composed, headers };
  const startedAt = way.now();
  const reply = await way.post(request.url, {
    method: request.method,
    headers,
    ...(request.method === 'POST' && { body: request.body }),
  });
  const tookMs = Math.max(0, way.now() - startedAt);
  return toOutcome(reply, request, tookMs, way.now());
}

function compose({ url, request }: WebhookTarget, message: OutgoingWebhook): SentRequest {
  if (request) return composeClassic(request, message);
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { method: 'POST', url: url ?? '', headers, body: JSON.stringify(message.event) };
}

async function sign({ secrets, now }: WebhookWay, id: string, body: string): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(now() / 1000));
  const signatures = await Promise.all(secrets.map((secret) => signWebhook(secret, { id, timestamp }, body)));
  return {
    'user-agent': 'Ringlet-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

function toOutcome(reply: Reply, request: SentRequest, tookMs: number, now: number): DeliveryOutcome {
  if (reply.kind === 'forbidden') {
    const exchange = { request, status: null, answer: null, tookMs };
    return { kind: 'retry', detail: 'This server does not send anything to that address.', exchange };
  }
  if (reply.kind === 'silent') {
    const exchange = { request, status: null, answer: null, tookMs };
    return { kind: 'retry', detail: 'No answer in time, or the connection broke.', exchange };
  }
  const { status, headers, text } = reply;
  const exchange = { request, status, answer: text, tookMs };
  const detail = `status ${status}`;
  if (status >= 200 && status < 300) return { kind: 'delivered', detail, exchange };
  if (status === 410) return { kind: 'refused', detail, isGone: true, exchange };
  const afterMs = retryAfterMs(headers, now, MAX_RETRY_AFTER_MS);
  return { kind: 'retry', detail, exchange, ...(afterMs !== null && { afterMs }) };
}
