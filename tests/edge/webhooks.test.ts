import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemberStore } from '../../edge/objects/account/members/member-store.ts';
import { EVENT_DATA, EventSchema, type EventType } from '../../shared/contract/admin/event.ts';
import { aCampaign, aShop, type TestShop } from './support/account.ts';
import { listQueue } from './support/deliveries.ts';
import { playOrder } from './support/telephones.ts';
import { anExchange, listCalls, type TestExchange } from './support/telephony.ts';
import { aWebhook, FakeWorld, isSigned, settleWebhooks, type TestWebhook } from './support/webhooks.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = Date.parse('2026-12-07T12:00:00+03:00');
const CALL = { call: 'a-1', number: '+74951000001', caller: '+79161234567' };

let world: FakeWorld;
let shop: TestShop;
let exchange: TestExchange;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  world = new FakeWorld();
  shop = await aShop();
  exchange = await anExchange(shop);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A call that somebody answered: its start, and its end two minutes later, with the quarter of a minute after it. */
async function playCall(hooks: TestWebhook[], call = 'a-1'): Promise<void> {
  await exchange.tell('call.started', { ...CALL, call });
  await listCalls(shop);
  await settleWebhooks(shop, hooks);
  vi.setSystemTime(Date.now() + 2 * MINUTE);
  await exchange.tell('call.ended', { ...CALL, call, outcome: 'completed', talkS: 110 });
  await listCalls(shop);
  vi.setSystemTime(Date.now() + MINUTE);
  await settleWebhooks(shop, hooks);
}

const typesAt = (host: string) => world.at(host).map(({ type }) => type);
const read = (hook: TestWebhook) => shop.admin<Record<string, unknown>>('GET', `webhooks/${hook.id}`);
const log = async (query = '') =>
  (await shop.admin<{ items: Record<string, unknown>[] }>('GET', `deliveries${query}`)).items;

describe('a webhook', () => {
  it('is told of the start of a call and of its end, signed, in the envelope of events (S2-90, S2-95, W-2)', async () => {
    const campaign = await aCampaign(shop, { numbers: ['+74951000001'] });
    const hook = await aWebhook(shop, 'crm.shop.example');
    vi.setSystemTime(NOON + HOUR);
    await playCall([hook]);
    expect(typesAt('crm.shop.example')).toEqual(['call.started', 'call.ended']);
    const [start, end] = world.at('crm.shop.example');
    if (!start || !end) throw new Error('nothing came');
    expect(start.data).toMatchObject({ caller: CALL.caller, status: 'ringing', talkS: null, campaign });
    expect(end.data).toMatchObject({ status: 'completed', talkS: 110, verdict: 'static', campaign });
    for (const message of [start, end]) {
      const event = EventSchema.parse(JSON.parse(message.body));
      expect(event).toMatchObject({ account: shop.id, site: shop.site, id: message.headers['webhook-id'] });
      expect(await isSigned(hook.secret, message)).toBe(true);
      expect(await isSigned(hook.secret, { ...message, body: `${message.body} ` })).toBe(false);
    }
    const { items } = await shop.admin<{ items: { id: string }[] }>('GET', 'events');
    expect(items.map(({ id }) => id)).toContain(end.headers['webhook-id']);
    const recordingUrl = 'https://pbx.example/a-1.mp3';
    await exchange.tell('call.recording_ready', { ...CALL, recordingUrl });
    vi.setSystemTime(Date.now() + MINUTE);
    await settleWebhooks(shop, [hook]);
    expect(world.at('crm.shop.example').at(-1)).toMatchObject({
      type: 'call.changed',
      data: { recordingUrl },
    });
  });

  it('is told of each step of an order, and of nothing that it did not ask for', async () => {
    const events = ['callback.created', 'callback.changed', 'callback.ended'];
    const hook = await aWebhook(shop, 'orders.shop.example', { events });
    const deaf = await aWebhook(shop, 'deaf.shop.example', { events: ['pool.alert'] });
    const call = await playOrder(shop, { office: shop.office });
    await call.hand('manager', { type: 'answer' });
    await call.hand('manager', { type: 'digit', digit: '5' });
    await call.hand('visitor', { type: 'answer' });
    vi.setSystemTime(Date.now() + 2 * MINUTE);
    await call.hand('visitor', { type: 'hangup' });
    await settleWebhooks(shop, [hook, deaf]);
    const types = typesAt('orders.shop.example');
    expect([types[0], types.at(-1)]).toEqual(['callback.created', 'callback.ended']);
    expect(new Set(types)).toEqual(new Set(events));
    for (const { type, data } of world.at('orders.shop.example')) {
      expect(EVENT_DATA[type as EventType].safeParse(data).error).toBeUndefined();
    }
    const sent = world.at('orders.shop.example').map(({ headers }) => headers['webhook-id']);
    expect(new Set(sent).size).toBe(sent.length);
    expect(world.at('deaf.shop.example')).toEqual([]);
  });

  it('shows its secret once, and signs with the old one too for a day after a rotation (W-2)', async () => {
    const hook = await aWebhook(shop, 'crm.shop.example');
    expect(hook.secret).toMatch(/^whsec_/);
    expect(await read(hook)).toMatchObject({ secret: null, oldSecretUntil: null });
    const renewed = await shop.admin<TestWebhook>('POST', `webhooks/${hook.id}/rotate`);
    expect(renewed.secret).not.toBe(hook.secret);
    expect(await read(hook)).toMatchObject({ secret: null, oldSecretUntil: '2026-12-08T09:00:00.000Z' });
    const test = async () => {
      await shop.admin('POST', `webhooks/${hook.id}/test`);
      await settleWebhooks(shop, [hook]);
      const message = world.at('crm.shop.example').at(-1);
      if (!message) throw new Error('nothing came');
      return [await isSigned(renewed.secret, message), await isSigned(hook.secret, message)];
    };
    expect(await test()).toEqual([true, true]);
    vi.setSystemTime(NOON + 25 * HOUR);
    expect(await test()).toEqual([true, false]);
  });

  it('is removed with what waits for it', async () => {
    const hook = await aWebhook(shop, 'gone.shop.example');
    world.answers.set('gone.shop.example', () => new Response(null, { status: 500 }));
    await playCall([hook]);
    const before = world.received.length;
    expect(await log()).not.toEqual([]);
    await shop.admin('DELETE', `webhooks/${hook.id}`);
    vi.setSystemTime(Date.now() + 24 * HOUR);
    await settleWebhooks(shop, [hook]);
    expect(world.received).toHaveLength(before);
    expect(await log()).toEqual([]);
  });
});

describe('an endpoint', () => {
  it.each([
    ['301', () => new Response(null, { status: 301, headers: { location: 'http://169.254.169.254/' } })],
    ['400', () => new Response('no', { status: 400 })],
    ['500', () => new Response('<script>', { status: 500 })],
    ['reset', () => Promise.reject(new Error('reset'))],
  ])('that answers %s is asked again under the same id, in time and in order (W-1)', async (_, answer) => {
    const host = 'bad.shop.example';
    const hook = await aWebhook(shop, host);
    world.answers.set(host, answer);
    await playCall([hook]);
    // The start was tried twice within the three minutes; the end waits until the start has failed three times.
    expect(typesAt(host)).toEqual(['call.started', 'call.started']);
    vi.setSystemTime(Date.now() + 6 * MINUTE);
    await settleWebhooks(shop, [hook]);
    expect(typesAt(host).slice(0, 4)).toEqual([...Array(3).fill('call.started'), 'call.ended']);
    expect(world.received.every((request) => request.host === host)).toBe(true);
    const starts = world.at(host).filter(({ type }) => type === 'call.started');
    expect(new Set(starts.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(starts.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
    world.answers.delete(host);
    vi.setSystemTime(Date.now() + 3 * HOUR);
    await settleWebhooks(shop, [hook]);
    expect(await log('?status=waiting')).toEqual([]);
    expect(await read(hook)).toMatchObject({ sent: 2, lastStatus: 204, failingSince: null });
  });

  it('is asked again when it wishes, and its answer and time stand in the log, cut (W-1)', async () => {
    const host = 'busy.shop.example';
    const hook = await aWebhook(shop, host, { events: ['call.ended'] });
    const headers = { 'retry-after': '3600' };
    world.answers.set(host, () => new Response('x'.repeat(10_000_000), { status: 429, headers }));
    await playCall([hook]);
    vi.setSystemTime(Date.now() + 30 * MINUTE);
    await settleWebhooks(shop, [hook]);
    expect(world.at(host)).toHaveLength(1);
    const [delivery] = (await log()) as { attempts: { answer: string }[] }[];
    expect(delivery).toMatchObject({
      destination: hook.id,
      to: `https://${host}/hook`,
      subject: 'call.ended',
      status: 'waiting',
      request: { method: 'POST', url: `https://${host}/hook?key=1`, body: world.at(host)[0]?.body },
      attempts: [{ outcome: 'retry', detail: 'status 429', status: 429, tookMs: expect.any(Number) }],
    });
    expect(delivery?.attempts[0]?.answer).toBe('x'.repeat(2048));
    expect(await read(hook)).toMatchObject({ sent: 0, failed: 1, lastStatus: 429 });
  });

  it('that answers 410 is left alone, which is an event, until its owner resumes it (W-1)', async () => {
    const hook = await aWebhook(shop, 'gone.shop.example');
    const watcher = await aWebhook(shop, 'ops.shop.example', { events: ['webhook.paused'] });
    await runInDurableObject(env.ACCOUNT.getByName(`account:${shop.id}`), (_, { storage }) =>
      new MemberStore(storage.sql).add({ id: 'u1', email: 'owner@shop.example', name: 'O' }, true, NOON),
    );
    world.answers.set('gone.shop.example', () => new Response(null, { status: 410 }));
    await playCall([hook, watcher]);
    await settleWebhooks(shop, [hook, watcher]);
    expect(world.at('gone.shop.example')).toHaveLength(1);
    expect(await read(hook)).toMatchObject({ status: 'paused', pausedBy: 'gone' });
    expect(world.at('ops.shop.example').map(({ data }) => data)).toEqual([
      { webhook: hook.id, cause: 'gone' },
    ]);
    expect(await listQueue(shop)).toMatchObject([
      { to: 'owner@shop.example', subject: 'Вебхук приостановлен: gone.shop.example' },
    ]);
    world.answers.delete('gone.shop.example');
    await shop.admin('POST', `webhooks/${hook.id}/resume`);
    await settleWebhooks(shop, [hook]);
    expect(typesAt('gone.shop.example')).toEqual(['call.started', 'call.ended']);
    expect(await read(hook)).toMatchObject({ status: 'active', pausedBy: null });
  });

  it('that never answers delays none of 99 others (W-3)', { timeout: 120_000 }, async () => {
    const others = Array.from({ length: 99 }, (_, i) => `n${i}.shop.example`);
    const hole = await aWebhook(shop, 'hole.shop.example');
    let release = () => {};
    const never = new Promise<Response>((_, reject) => {
      release = () => reject(new Error('too late'));
    });
    world.answers.set('hole.shop.example', () => never);
    const hooks = [hole];
    for (const host of others) hooks.push(await aWebhook(shop, host));
    await playCall(hooks);
    for (const host of others) expect(typesAt(host)).toEqual(['call.started', 'call.ended']);
    expect(world.at('hole.shop.example')).toHaveLength(1);
    release();
    await settleWebhooks(shop, [hole]);
  });

  it('that is down for 120 hours is paused, told of once, and loses nothing (W-5)', async () => {
    const host = 'down.shop.example';
    const hook = await aWebhook(shop, host, { events: ['call.ended', 'webhook.paused'] });
    world.answers.set(host, () => new Response(null, { status: 503 }));
    await playCall([hook], 'first');
    const attempts: number[] = [];
    for (let hours = 0; hours < 120; hours += 4) {
      if (hours === 60) await playCall([hook], 'second');
      vi.setSystemTime(Date.now() + 4 * HOUR);
      await settleWebhooks(shop, [hook]);
      attempts.push(world.at(host).length);
    }
    expect(await read(hook)).toMatchObject({ status: 'paused', pausedBy: 'failing' });
    expect(attempts.at(-1)).toBe(attempts.at(-5));
    const { items } = await shop.admin<{ items: unknown[] }>('GET', 'events?type=webhook.paused');
    expect(items).toHaveLength(1);
    world.answers.delete(host);
    const before = world.at(host).length;
    await shop.admin('POST', `webhooks/${hook.id}/resume`);
    await settleWebhooks(shop, [hook]);
    const came = world.at(host).slice(before);
    expect(came.map(({ type }) => type).sort()).toEqual(['call.ended', 'call.ended', 'webhook.paused']);
    const range = { destination: hook.id, from: new Date(NOON).toISOString(), to: '2027-01-01T00:00:00Z' };
    await shop.admin('PUT', 'deliveries/replay', range);
    await settleWebhooks(shop, [hook]);
    expect(world.at(host)).toHaveLength(before + 3);
    await shop.admin('PUT', 'deliveries/replay', { ...range, onlyFailed: false });
    await settleWebhooks(shop, [hook]);
    const ids = world
      .at(host)
      .slice(before)
      .map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([6, 3]);
    expect((await log()).map(({ status }) => status)).toEqual(Array(3).fill('delivered'));
  });

  it('is asked at once for all that waits when its owner resumes it', async () => {
    const host = 'mended.shop.example';
    const hook = await aWebhook(shop, host, { events: ['call.ended'] });
    world.answers.set(host, () => new Response(null, { status: 500, headers: { 'retry-after': '80000' } }));
    await playCall([hook]);
    await shop.admin('POST', `webhooks/${hook.id}/pause`);
    await settleWebhooks(shop, [hook]);
    world.answers.delete(host);
    await shop.admin('POST', `webhooks/${hook.id}/resume`);
    await settleWebhooks(shop, [hook]);
    expect(await log()).toMatchObject([{ status: 'delivered', paused: false }]);
  });

  it('can be tried out while it is paused, and the test counts for nothing', async () => {
    const host = 'new.shop.example';
    const hook = await aWebhook(shop, host);
    await shop.admin('POST', `webhooks/${hook.id}/pause`);
    await playCall([hook]);
    expect(world.received).toEqual([]);
    world.answers.set(host, () => new Response('<b>not yet</b>', { status: 500 }));
    await shop.admin('POST', `webhooks/${hook.id}/test`);
    await settleWebhooks(shop, [hook]);
    expect(typesAt(host)).toEqual(['webhook.test']);
    const [test] = await log('?status=given_up');
    expect(test).toMatchObject({ subject: 'webhook.test', attempts: [{ answer: '<b>not yet</b>' }] });
    expect(await read(hook)).toMatchObject({ status: 'paused', sent: 0, failed: 0 });
    world.answers.delete(host);
    await shop.admin('POST', `webhooks/${hook.id}/resume`);
    await settleWebhooks(shop, [hook]);
    expect(typesAt(host)).toEqual(['webhook.test', 'call.started', 'call.ended']);
    expect(await listQueue(shop)).toEqual([]); // mail goes another way
  });
});
