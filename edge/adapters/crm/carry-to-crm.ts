import type { CrmOutgoing, CrmTarget } from '../../domain/crm/outgoing.ts';
import { callWrites } from '../../domain/crm/plan-calls.ts';
import type { CrmAdapter } from '../../domain/crm/port.ts';
import type { DeliveryOutcome } from '../../domain/ports.ts';
import type { WebhookTarget } from '../../domain/webhook.ts';
import type { Env } from '../../env.ts';
import { secretsOf } from '../../keys/secrets.ts';
import { postMessage } from '../post-message.ts';
import { openSecrets } from '../telephony/integration-secrets.ts';
import { autocrmAdapter } from './autocrm/autocrm-adapter.ts';
import { bitrixAdapter } from './bitrix24/bitrix-adapter.ts';
import { type Bucket, takePlace } from './bitrix24/bitrix-bucket.ts';
import { type CrmSteps, deliverCommunication } from './deliver-communication.ts';

/** What the queue of a CRM keeps: the steps on its disk, and in memory how much it has asked of late. */
export interface CrmQueue extends CrmSteps {
  bucket: Bucket;
}

/** A slow CRM has this long for one request; AutoCRM's own client waits as long. */
const LIMITS = { timeoutMs: 30_000, maxReply: 2 * 1024 * 1024, http: false, isStartEnough: false };
/** A request that would wait longer for its turn goes back into the queue. */
const MAX_WAIT_MS = 5_000;

/** One attempt to write a communication into the CRM of the queue. */
export async function carryToCrm(
  env: Env,
  queue: CrmQueue,
  target: WebhookTarget | CrmTarget | null,
  message: CrmOutgoing,
): Promise<DeliveryOutcome> {
  if (target === null || !('kind' in target)) {
    return { kind: 'retry', detail: 'It is not known yet where this CRM is.' };
  }
  const opened = target.envelope === '' ? null : await openSecrets(target, secretsOf(env));
  if (opened === null)
    return { kind: 'retry', detail: 'The CRM is not connected: it has no secret that can be opened.' };
  const crm = adapterOf({ env, queue, target, message }, opened.secret);
  if (crm === null)
    return { kind: 'retry', detail: 'The secret is no incoming webhook of the portal: user/code.' };
  return deliverCommunication(crm, queue, message);
}

interface Ride {
  env: Env;
  queue: CrmQueue;
  target: CrmTarget;
  message: CrmOutgoing;
}

/** The adapter of the vendor; null if the secret is none for it. */
function adapterOf({ env, queue, target, message }: Ride, secret: string): CrmAdapter | null {
  const { vendor, origin, login, timeZone, defaultUser } = target;
  const now = () => Date.now();
  const post = (address: string, init: RequestInit) => postMessage(env, address, init, LIMITS);
  if (vendor === 'autocrm') {
    const api = `${origin}/yii/api`;
    const account = { api, login: login ?? '', password: secret, timeZone, salon: null, post, now };
    const [own] = callWrites(message.rule, message.communication);
    return autocrmAdapter(account, (id) => (own?.kind === 'call' && own.call.id === id ? own.call : null));
  }
  const [, user, code] = /^(\d+)\/(\w+)$/.exec(secret) ?? [];
  if (user === undefined || code === undefined) return null;
  const { host, protocol } = new URL(origin);
  const known = { host };
  return bitrixAdapter({
    door: { kind: 'webhook', user, code },
    host: () => known.host,
    scheme: protocol === 'http:' ? 'http' : 'https',
    moved: (renamed) => {
      known.host = renamed;
    },
    post,
    pace: () => waitForTurn(queue, now()),
    defaultUser: defaultUser ?? user,
    now,
  });
}

/** Takes a place in the bucket and waits for it; one that is too far off is not taken, and told in ms. */
async function waitForTurn(queue: CrmQueue, now: number): Promise<number | null> {
  const { bucket, waitMs } = takePlace(queue.bucket, now);
  if (waitMs > MAX_WAIT_MS) return waitMs;
  queue.bucket = bucket;
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  return null;
}
