import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import type { TestAccount } from './account.ts';

/** A request as a receiver had it. */
export interface Received {
  host: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Of the event, of signed JSON. */
  type: string;
  data: Record<string, unknown>;
}

type Answer = () => Response | Promise<Response>;

/** The outside world: by host, what answers there (204 unless told), and everything that came. */
export class FakeWorld {
  readonly received: Received[] = [];
  readonly answers = new Map<string, Answer>();

  constructor() {
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const request = new Request(input, init);
      const body = request.method === 'POST' ? await request.text() : '';
      const { host } = new URL(request.url);
      const event = (body.startsWith('{') ? JSON.parse(body) : {}) as Partial<Received>;
      this.received.push({
        host,
        method: request.method,
        url: request.url,
        headers: Object.fromEntries(request.headers),
        body,
        type: event.type ?? '',
        data: event.data ?? {},
      });
      return this.answers.get(host)?.() ?? new Response(null, { status: 204 });
    });
  }

  at(host: string): Received[] {
    return this.received.filter((request) => request.host === host);
  }
}

export interface TestWebhook {
  id: string;
  secret: string;
}

/** A signed webhook that is told of everything about calls. */
export function aWebhook(account: TestAccount, host: string, changes: object = {}): Promise<TestWebhook> {
  return account.admin('POST', 'webhooks', {
    name: host,
    url: `https://${host}/hook?key=1`,
    events: ['call.started', 'call.ended', 'call.changed'],
    ...changes,
  });
}

export const queueOf = (account: TestAccount, { id }: { id: string }) =>
  env.DELIVERY.getByName(`delivery:${account.id}:${id}`);

/** Lets what the account owes go to these queues, what is due leave them, and their word come back. */
export async function settleWebhooks(account: TestAccount, webhooks: { id: string }[]): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await runDurableObjectAlarm(env.ACCOUNT.getByName(`account:${account.id}`));
    for (const webhook of webhooks) {
      const queue = queueOf(account, webhook);
      await runDurableObjectAlarm(queue);
      await runInDurableObject(queue, () => new Promise((resolve) => setTimeout(resolve, 0)));
    }
  }
}

/** HMAC by the book, and not by the code that is tested. */
export async function isSigned(secret: string, { headers, body }: Received): Promise<boolean> {
  const bytes = Uint8Array.from(atob(secret.slice('whsec_'.length)), (char) => char.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ]);
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const checks = (headers['webhook-signature'] ?? '').split(' ').map((signature) => {
    const mac = Uint8Array.from(atob(signature.replace('v1,', '')), (char) => char.charCodeAt(0));
    return crypto.subtle.verify('HMAC', key, mac, new TextEncoder().encode(text));
  });
  return (await Promise.all(checks)).includes(true);
}
