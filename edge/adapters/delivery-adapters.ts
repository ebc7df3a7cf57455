import type { CrmTarget } from '../domain/crm/outgoing.ts';
import type { DeliveryOutcome, OutgoingMessage } from '../domain/ports.ts';
import { boundTo, type WebhookTarget } from '../domain/webhook.ts';
import type { Env } from '../env.ts';
import { decodeBase64Url } from '../keys/base64url.ts';
import { secretsOf } from '../keys/secrets.ts';
import { type CrmQueue, carryToCrm } from './crm/carry-to-crm.ts';
import { mailAdapter } from './mail/mail-adapter.ts';
import { postMessage } from './post-message.ts';
import { sendWebhook } from './webhook/send-webhook.ts';

/** A queue, as far as its messages have to know it. */
export interface Sender {
  account: string;
  /** Of a webhook or a CRM. */
  target: WebhookTarget | CrmTarget | null;
  /** Of a CRM: what is done of its communications. */
  crm: CrmQueue;
}

/** Slow endpoints have this long; of their answers the account is shown the beginning. */
const WEBHOOK_LIMITS = { timeoutMs: 15_000, maxReply: 2048, http: true, isStartEnough: true };

/** One attempt to carry a message to its destination. `id` is the same at every attempt. */
export async function carry(
  env: Env,
  { account, target, crm }: Sender,
  { id, message }: { id: string; message: OutgoingMessage },
): Promise<DeliveryOutcome> {
  if (message.kind === 'mail') return mailAdapter(env).send(id, message);
  if (message.kind === 'crm') return carryToCrm(env, crm, target, message);
  if (target === null || 'kind' in target)
    return { kind: 'retry', detail: 'It is not known yet where this webhook leads.' };
  const way = {
    target,
    secrets: await openSecrets(env, account, target),
    post: (address: string, init: RequestInit) => postMessage(env, address, init, WEBHOOK_LIMITS),
    now: () => Date.now(),
  };
  return sendWebhook(way, message);
}

async function openSecrets(env: Env, account: string, { secrets }: WebhookTarget): Promise<string[]> {
  const now = Date.now();
  const ring = secretsOf(env);
  const opened = await Promise.all(
    secrets
      .filter(({ until }) => until === null || until > now)
      .map(async ({ envelope }) => {
        const bytes = decodeBase64Url(envelope);
        return bytes && ring.open(bytes, boundTo(account));
      }),
  );
  return opened.filter((secret) => secret !== null);
}
