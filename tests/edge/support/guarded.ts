import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import type { CallbackAccepted, CallbackView } from '../../../shared/contract/callback.ts';
import { ADMIN_PATH, callbackPath } from '../../../shared/paths.ts';
import { send, type TestShop } from './account.ts';
import { postOrder } from './page.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

let addresses = 0;

/** The header of an address of the internet, in a block of its own unless told otherwise. */
export function from(address?: string): Record<string, string> {
  addresses += 1;
  return { 'cf-connecting-ip': address ?? `${60 + (addresses >> 8)}.5.${addresses % 256}.7` };
}

/** What an order is answered: its status, or status and code of its refusal. */
export async function orderedAs(
  shop: TestShop,
  changes: Record<string, unknown> = {},
  headers = from(),
): Promise<string> {
  const response = await postOrder(shop, changes, headers);
  const body = await response.json<{ status: string; type?: string }>();
  return response.status === 202 ? body.status : `${response.status} ${body.type?.split('/').at(-1)}`;
}

/** Changes what the shop's account allows to be ordered. */
export async function setOrders(shop: TestShop, orders: Record<string, unknown>): Promise<void> {
  const headers = { authorization: `Bearer ${shop.token}`, 'if-match': '*' };
  const path = `${ADMIN_PATH}/accounts/${shop.id}`;
  const answer = await send(path, { method: 'PATCH', headers, body: JSON.stringify({ orders }) });
  expect(answer.status).toBe(200);
}

/** What the visitor sees. */
export async function viewOf({ id, token }: CallbackAccepted): Promise<CallbackView> {
  return (await send(callbackPath(id, token), { headers: { origin: 'https://shop.example' } })).json();
}

/** Lets the account and the widget's callbacks do what is due. */
export async function settle(shop: TestShop): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await runDurableObjectAlarm(env.ACCOUNT.getByName(`account:${shop.id}`));
    await runDurableObjectAlarm(env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`));
  }
}

export function countOf(outcomes: string[], wanted: string): number {
  return outcomes.filter((one) => one === wanted).length;
}

/**
 * One clock for a whole file, with a day of its own for each test, from noon in Moscow on: the shards of the guard stay, and go by the clock
 * that they were made with. Call it once, at the top.
 */
export function useOwnClock() {
  let now = Date.parse('2026-12-07T09:00:00Z');
  const pass = (ms: number) => {
    now += ms;
    vi.setSystemTime(now);
  };
  beforeAll(() => {
    vi.useFakeTimers({ toFake: ['Date'], now });
  });
  beforeEach(() => pass(72 * HOUR - ((now - 9 * HOUR) % (24 * HOUR))));
  afterEach(() => {
    vi.restoreAllMocks();
  });
  afterAll(() => {
    vi.useRealTimers();
  });
  /** An instant that lies so far ahead, as it is sent. */
  const ahead = (ms: number) => new Date(now + ms).toISOString();
  return { pass, ahead };
}
