import { randomUUID } from 'node:crypto';
import type { CallbackAccepted, CallbackView } from '../../shared/contract/callback.ts';
import { adminPath, callbackPath } from '../../shared/paths.ts';
import { waitFor } from '../fakes/wait-for.ts';
import type { TestServer } from './server.ts';

/** A shop of the demo business whose callbacks are made by a provider outside. */
export interface CallingShop {
  integration: { id: string; key: string; secret: string };
  admin<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** A widget whose calls begin at once. */
  aWidget(scenario?: Record<string, unknown>): Promise<string>;
  /** Each is another visitor's, unless told. */
  order(widget: string, changes?: Record<string, unknown>): Promise<PlacedOrder>;
}

export interface CallRecord {
  status: string;
  attempts: { outcome: string; recording: string | null }[];
}

export interface PlacedOrder {
  id: string;
  view(): Promise<CallbackView>;
  /** Resolves when the callback has this status. */
  until(status: string): Promise<CallbackView>;
  /** The callback as the account lists it, once it has an attempt that is over. */
  record(): Promise<CallRecord>;
}

/** What a test waits for comes at once, or it would wait for the pauses of the scenario. */
const NO_DELAYS = { managerS: 0, extensionS: 1, visitorS: 0, ivrS: 0 };

export async function aCallingShop(
  server: TestServer,
  integration: Record<string, unknown> & { provider: string },
): Promise<CallingShop> {
  const { account, adminToken, siteKey } = server.demo;
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
  const admin: CallingShop['admin'] = async (method, path, body) => {
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const answer = await fetch(server.origin + adminPath(account, path), {
      ...init,
      headers: { ...headers, 'idempotency-key': randomUUID() },
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as never;
  };
  const { items: sites } = await admin<{ items: { id: string; key: string }[] }>('GET', 'sites');
  const site = sites.find(({ key }) => key === siteKey)?.id;
  const office = await admin<{ id: string }>('POST', 'offices', {
    name: 'Exchange',
    phone: '+74950003030',
    extension: '12',
  });
  const made = await admin<CallingShop['integration']>('POST', 'integrations', {
    name: 'Outside',
    ...integration,
  });
  let visitors = 0;
  return {
    integration: made,
    admin,
    async aWidget(scenario = {}) {
      const widget = await admin<{ hash: string }>('POST', 'widgets', {
        name: 'Call me',
        site,
        offices: [office.id],
        provider: integration.provider,
        integration: made.id,
        scenario: { delays: NO_DELAYS, maxAtOnce: 20, ...scenario },
      });
      return widget.hash;
    },
    async order(widget, changes = {}) {
      visitors += 1;
      const answer = await fetch(`${server.origin}/v1/callbacks`, {
        method: 'POST',
        headers: { origin: server.origin, 'content-type': 'text/plain', 'idempotency-key': randomUUID() },
        body: JSON.stringify({
          site: siteKey,
          widget,
          phone: phoneOf(visitors),
          openedMs: 5300,
          when: 'now',
          consent: { text: '1', given: true },
          page: { url: `${server.origin}/shop/`, referrer: '', title: 'Shop' },
          ...changes,
        }),
      });
      if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`);
      const { id, token } = (await answer.json()) as CallbackAccepted;
      const view = async () => {
        const path = server.origin + callbackPath(id, token);
        return (await (await fetch(path, { headers: { origin: server.origin } })).json()) as CallbackView;
      };
      return {
        id,
        view,
        async until(status) {
          let last = '';
          return waitFor(`${status} of ${id}`, async () => {
            const now = await view();
            last = now.status;
            return now.status === status ? now : null;
          }).catch((error: Error) => {
            throw new Error(`${error.message}: it is ${last}`);
          });
        },
        record: () =>
          waitFor(`the record of ${id}`, async () => {
            const found = await admin<CallRecord>('GET', `callbacks/${id}`);
            return found.attempts.length > 0 ? found : null;
          }),
      };
    },
  };
}

/** No two are of one block of numbers: many orders for one block are not rung by themselves. */
export function phoneOf(visitor: number): string {
  return `+7916${String(1_000_123 + visitor * 10_000)}`;
}
