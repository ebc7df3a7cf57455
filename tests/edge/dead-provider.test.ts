import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SimObject } from '../../edge/objects/sim/sim-object.ts';
import type { CallbackAccepted } from '../../shared/contract/callback.ts';
import { aShop, type TestShop } from './support/account.ts';
import { viewOf } from './support/guarded.ts';
import { order } from './support/page.ts';
import { callByGateway, changeWidget, playOrder } from './support/telephones.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-12-07T09:00:00Z') });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Lets time pass, and the shop's callbacks do at every step what is due. */
async function pass(shop: TestShop, ms: number, stepMs = 5 * SECOND): Promise<void> {
  for (let passedMs = 0; passedMs < ms; passedMs += stepMs) {
    vi.setSystemTime(Date.now() + stepMs);
    await runDurableObjectAlarm(env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`));
  }
}

/** A shop that calls by a gateway, which takes commands while `isUp` and notes their ids. */
async function aGatewayShop(fail: () => Promise<Response>) {
  const shop = await aShop();
  await callByGateway(shop);
  await changeWidget(shop, { scenario: { maxAtOnce: 50, retries: { afterMin: [] } } });
  const gateway = { isUp: false, tries: 0, taken: [] as string[], pause: async (_id: string) => {} };
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    gateway.tries += 1;
    if (!gateway.isUp) return fail();
    const id = new Request(input, init).headers.get('webhook-id') ?? '';
    await gateway.pause(id);
    gateway.taken.push(id);
    return new Response(null, { status: 204 });
  });
  return { shop, gateway };
}

describe('a provider that cannot be told anything for ten minutes (C-6)', () => {
  it.each([
    ['refuses connections', () => Promise.reject(new TypeError('connection refused'))],
    ['fails', async () => new Response(null, { status: 503 })],
    ['has too much to do', async () => new Response(null, { status: 429, headers: { 'retry-after': '7' } })],
  ])('rings for every order within a minute after, once: it %s', async (_, fail) => {
    const { shop, gateway } = await aGatewayShop(fail);
    const placed: CallbackAccepted[] = [];
    for (let i = 0; i < 3; i++) placed.push(await order(shop));
    await pass(shop, 10 * MINUTE);
    expect(gateway.tries).toBeGreaterThan(7);
    gateway.isUp = true;
    await pass(shop, MINUTE);
    expect(gateway.taken.toSorted()).toEqual(placed.map(({ id }) => `${id}:1:manager0:dial`).toSorted());
    for (const one of placed) expect((await viewOf(one)).status).toBe('ringing_manager');
    // Their telephones have their whole time from then on, and the scenario goes on with the next office.
    await pass(shop, 3 * MINUTE);
    expect(gateway.taken).toContain(`${placed[0]?.id}:1:manager1:dial`);
  });

  it('is given up after a quarter of an hour, with the truth', async () => {
    const { shop, gateway } = await aGatewayShop(async () => new Response(null, { status: 503 }));
    const placed = await order(shop);
    await pass(shop, 18 * MINUTE);
    expect(await viewOf(placed)).toMatchObject({ status: 'failed', reason: 'provider' });
    gateway.isUp = true;
    await pass(shop, 5 * MINUTE);
    expect(gateway.taken.filter((id) => id.endsWith(':dial'))).toEqual([]);
  });

  it('delays the timers of nobody while it does not answer', async () => {
    const { shop, gateway } = await aGatewayShop(async () => new Response(null, { status: 503 }));
    const stuck = await order(shop);
    await pass(shop, 5 * SECOND);
    expect(gateway.tries).toBeGreaterThan(0);
    gateway.isUp = true;
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    gateway.pause = async (id) => (id.startsWith(stuck.id) ? held : undefined);
    const other = await order(shop);
    await pass(shop, 60 * SECOND);
    expect(gateway.taken).toContain(`${other.id}:1:manager1:dial`);
    letGo();
    await expect.poll(async () => (await viewOf(stuck)).status).toBe('ringing_manager');
  });

  it('keeps no manager waiting for it on the line', async () => {
    const shop = await aShop();
    await changeWidget(shop, {
      offices: [shop.office],
      scenario: { delays: { managerS: 0, extensionS: 0, visitorS: 0, ivrS: 0 }, retries: { afterMin: [] } },
    });
    const call = await playOrder(shop);
    await call.hand('manager', { type: 'answer' });
    const acceptFacts = SimObject.prototype.acceptFacts;
    vi.spyOn(SimObject.prototype, 'acceptFacts').mockImplementation(function (this: SimObject, args) {
      const isDial = args.facts.some(({ id }) => id.endsWith('visitor0:dial'));
      return isDial ? Promise.reject(new Error('out of order')) : acceptFacts.call(this, args);
    });
    await call.hand('manager', { type: 'digit', digit: '5' });
    expect(await call.status()).toBe('ringing_visitor');
    await pass(shop, 50 * SECOND);
    expect(await call.view()).toMatchObject({ status: 'failed', reason: 'no_answer_visitor' });
  });
});
