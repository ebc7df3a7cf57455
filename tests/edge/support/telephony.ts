import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { signWebhook } from '../../../edge/adapters/telephony/webhook/standard-webhooks.ts';
import type { Call } from '../../../shared/contract/admin/call.ts';
import { send, type TestShop } from './account.ts';

/** A telephone exchange that tells of calls through the `webhook` provider. */
export interface TestExchange {
  id: string;
  key: string;
  secret: string;
  path: string;
  tell(
    type: string,
    data: Record<string, unknown>,
    changes?: { id?: string; timestamp?: string },
  ): Promise<Response>;
}

export async function anExchange(shop: TestShop): Promise<TestExchange> {
  const { id, key, secret } = await shop.admin<{ id: string; key: string; secret: string }>(
    'POST',
    'integrations',
    {
      name: 'PBX',
      provider: 'webhook',
    },
  );
  const path = `/v1/telephony/webhook/${key}/events`;
  return {
    id,
    key,
    secret,
    path,
    tell: (type, data, { id: messageId = crypto.randomUUID(), timestamp } = {}) =>
      postSigned(path, secret, JSON.stringify({ type, timestamp, data }), messageId),
  };
}

/** A message as Standard Webhooks asks for it. */
export async function postSigned(
  path: string,
  secret: string,
  body: string,
  id: string = crypto.randomUUID(),
): Promise<Response> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = await signWebhook(secret, { id, timestamp }, body);
  return send(path, {
    method: 'POST',
    headers: { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
    body,
  });
}

/** The calls of the account, the newest first, once all of them are attributed. */
export async function listCalls(shop: TestShop, query = ''): Promise<Call[]> {
  for (let i = 0; i < 50; i++) {
    const { items } = await shop.admin<{ items: Call[] }>('GET', `calls${query}`);
    if (items.length > 0 && items.every(({ verdict }) => verdict !== null)) return items;
    await runDurableObjectAlarm(env.ACCOUNT.getByName(`account:${shop.id}`));
  }
  throw new Error('no call was attributed');
}
