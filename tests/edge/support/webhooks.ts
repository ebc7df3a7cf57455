import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { Webhook } from 'standardwebhooks';
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
    await Promise.all(
      webhooks.map(async (webhook) => {
        const queue = queueOf(account, webhook);
        await runDurableObjectAlarm(queue);
        await runInDurableObject(queue, () => new Promise((resolve) => setTimeout(resolve, 0)));
      }),
    );
  }
}

/** By the library of the standard's own authors, at the instant that the message bears: tests move the clock. */
export async function isSigned(secret: string, { headers, body }: Received): Promise<boolean> {
  const sentAt = new Date(Number(headers['webhook-timestamp']) * 1000);
  const own = new Webhook(secret).sign(headers['webhook-id'] ?? '', sentAt, body);
  return (headers['webhook-signature'] ?? '').split(' ').includes(own);
}
