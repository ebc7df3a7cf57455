import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CallbackView } from '../../shared/contract/callback.ts';
import {
  type SimulatedLeg,
  type SimulatorGesture,
  type SimulatorPicture,
  saidOn,
} from '../../shared/contract/simulator.ts';
import { callbackPath } from '../../shared/paths.ts';
import { aShop, send, type TestShop } from './support/account.ts';
import { order, orderBody, post, postOrder } from './support/page.ts';

const ORIGIN = { origin: 'https://shop.example' };

describe('ordering a call', () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await aShop();
  });

  const status = async (id: string, token: string) =>
    (await send(callbackPath(id, token), { headers: ORIGIN })).json<CallbackView>();

  it('answers 202 with a token that opens this callback and no other', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const [one, two] = [await order(shop, { when: later }), await order(shop, { when: later })];
    expect(one).toMatchObject({ status: 'planned', scheduledAt: later });
    // An hour, and the countdown of the widget (26 s unless told).
    expect(one.etaS).toBeGreaterThan(3_620);
    expect(await status(one.id, one.token)).toMatchObject({
      id: one.id,
      status: 'planned',
      attempt: 1,
      can: ['cancel', 'reschedule'],
    });
    expect((await send(callbackPath(two.id, one.token), { headers: ORIGIN })).status).toBe(403);
    expect((await send(`/v1/callbacks/${one.id}`, { headers: ORIGIN })).status).toBe(403);
  });

  it('tells the countdown that the widget has (S1-61)', async () => {
    const widget = await shop.admin<{ hash: string }>('POST', 'widgets', {
      name: 'Patient',
      site: shop.site,
      offices: [shop.office],
      behaviour: { countdownS: 40 },
    });
    const { etaS } = await order(shop, { widget: widget.hash });
    // A second may pass between the order and its answer.
    expect([39, 40]).toContain(etaS);
  });

  it('answers the same key and body with the same callback, also at once, and another body with 422', async () => {
    const headers = { 'idempotency-key': 'the-same-key-1' };
    const body = orderBody(shop, { when: new Date(Date.now() + 3_600_000).toISOString() });
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('/v1/callbacks', body, headers)));
    const bodies = await Promise.all(answers.map((answer) => answer.json<{ id: string }>()));
    expect(new Set(bodies.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter((answer) => answer.headers.get('idempotency-replayed') === 'true')).toHaveLength(7);
    const other = await post('/v1/callbacks', { ...body, name: 'Somebody else' }, headers);
    expect(other.status).toBe(422);
  });

  it('is moved and called off by the visitor while nothing rings', async () => {
    const { id, token } = await order(shop, { when: new Date(Date.now() + 3_600_000).toISOString() });
    const when = new Date(Date.now() + 7_200_000).toISOString();
    const change = (method: string, body?: unknown) =>
      send(callbackPath(id, token), {
        method,
        headers: ORIGIN,
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    expect(await (await change('PATCH', { when })).json()).toMatchObject({
      status: 'planned',
      scheduledAt: when,
    });
    expect((await change('PATCH', { when: '2020-01-01T00:00:00Z' })).status).toBe(400);
    expect(await (await change('DELETE')).json()).toMatchObject({
      status: 'cancelled',
      reason: 'cancelled_by_visitor',
      can: [],
    });
    expect((await change('DELETE')).status).toBe(409);
  });

  it.each([
    ['phone', { phone: '+7916' }],
    ['phone', { phone: '+79990000000000' }],
    ['phone', { phone: '+70000000000' }],
    ['consent.given', { consent: null }],
    ['consent.given', { consent: { text: '1', given: false } }],
    ['when', { when: '2020-01-01T00:00:00Z' }],
    ['when', { when: '2099-01-01T00:00:00Z' }],
    ['when', { when: 'tomorrow' }],
    ['widget', { widget: 'w000000000000000000000000000' }],
    ['hp', { hp: 'http://spam.example' }],
    ['name', { name: 'x'.repeat(101) }],
  ])('refuses a bad %s and names it', async (path, changes) => {
    const response = await postOrder(shop, changes);
    expect(response.status).toBe(400);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect((await response.json<{ errors: { path: string }[] }>()).errors[0]?.path).toBe(path);
  });

  it('needs a key, an origin of the site and a site', async () => {
    expect((await postOrder(shop, {}, { 'idempotency-key': null })).status).toBe(400);
    expect((await postOrder(shop, {}, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await postOrder(shop, {}, { origin: null })).status).toBe(403);
    expect((await postOrder(shop, { site: 'nonsense' })).status).toBe(404);
  });

  it('answers a preflight of any origin', async () => {
    const response = await send('/v1/callbacks', {
      method: 'OPTIONS',
      headers: { origin: 'https://anything.example', 'access-control-request-method': 'POST' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://anything.example');
    expect(response.headers.get('access-control-allow-methods')).toBe('POST, PATCH, DELETE');
    expect(response.headers.get('access-control-allow-headers')).toBe('idempotency-key, content-type');
    expect(response.headers.get('access-control-max-age')).toBe('86400');
  });

  it('is refused while no office answers the calls of the widget', async () => {
    const other = await aShop();
    const [widget] = (await other.admin<{ items: { id: string }[] }>('GET', 'widgets')).items;
    await other.admin('PATCH', `widgets/${widget?.id}`, { offices: [] });
    expect((await postOrder(other)).status).toBe(400);
  });
});

describe('a call with the simulated telephones', () => {
  it('goes from the order to completed, and survives an eviction at every step', async () => {
    const shop = await aShop();
    const { id, token } = await order(shop, { name: 'Ann', office: shop.otherOffice, phone: '+79161234567' });
    const callbacks = env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`);
    const sim = env.SIM.getByName(`sim:${shop.id}`);
    const evict = () => Promise.all([evictDurableObject(callbacks), evictDurableObject(sim)]);
    const now = async () => (await send(callbackPath(id, token), { headers: ORIGIN })).json<CallbackView>();
    const until = async (status: string) => {
      for (let i = 0; i < 50 && (await now()).status !== status; i++) {
        await runDurableObjectAlarm(callbacks);
        await runDurableObjectAlarm(sim);
      }
      expect((await now()).status).toBe(status);
      await evict();
    };

    await until('ringing_manager');
    const manager = await legOf(sim, 'manager');
    expect(manager).toMatchObject({ to: '+74950002020', state: 'ringing' });
    await touch(sim, { type: 'answer', leg: manager.id });
    await until('manager_answered');
    const told = await legOf(sim, 'manager');
    expect(saidOn(told)).toEqual(['Звонок с Beresta Call me. Чтобы соединиться с клиентом, нажмите 5']);
    expect(told.waitsFor).toEqual({ keys: { connect: '5', cancel: '7' }, speech: false, language: 'ru' });
    await touch(sim, { type: 'digit', leg: manager.id, digit: '5' });
    await until('ringing_visitor');
    expect((await now()).can).toEqual([]);
    const visitor = await legOf(sim, 'visitor');
    expect(visitor).toMatchObject({ to: '+79161234567', state: 'ringing' });
    await touch(sim, { type: 'answer', leg: visitor.id });
    await until('talking');
    expect(saidOn(await legOf(sim, 'manager')).at(-1)).toBe('Ожидайте соединения с клиентом');
    expect((await legOf(sim, 'visitor')).peer).toBe(manager.id);
    await touch(sim, { type: 'hangup', leg: visitor.id });
    await until('completed');
    expect((await legOf(sim, 'manager')).state).toBe('ended');

    const listed = await shop.admin<{ items: Record<string, unknown>[] }>('GET', 'callbacks');
    expect(listed.items).toMatchObject([{ id, status: 'completed', name: 'Ann', office: shop.otherOffice }]);
  });

  it('tells who watches by the socket', async () => {
    const shop = await aShop();
    const { id, token } = await order(shop, { when: new Date(Date.now() + 3_600_000).toISOString() });
    const path = `/v1/callbacks/${id}/live?token=${token}`;
    const response = await send(path, { headers: { ...ORIGIN, upgrade: 'websocket' } });
    expect(response.status).toBe(101);
    const seen: string[] = [];
    const socket = response.webSocket as WebSocket;
    socket.accept();
    const cancelled = new Promise<void>((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        seen.push((JSON.parse(String(data)) as CallbackView).status);
        if (seen.at(-1) === 'cancelled') resolve();
      });
    });
    await send(callbackPath(id, token), { method: 'DELETE', headers: ORIGIN });
    await cancelled;
    expect(seen).toEqual(['planned', 'cancelled']);
    expect(
      (await send(path.replace(/.$/, 'x'), { headers: { ...ORIGIN, upgrade: 'websocket' } })).status,
    ).toBe(403);
  });

  it('does not ring twice when a command is repeated', async () => {
    const shop = await aShop();
    const sim = env.SIM.getByName(`sim:${shop.id}`);
    const leg = {
      account: shop.id,
      widget: shop.widget,
      callback: 'cb_x',
      attempt: 1,
      party: 'manager' as const,
      line: 0,
    };
    const dial = {
      key: 'k1',
      leg,
      kind: 'dial' as const,
      to: '+74950001010',
      from: '+79160000000',
      ringS: 45,
      limitS: 4200,
      extension: null,
    };
    const fact = {
      id: 'k1',
      subject: 'k1',
      seq: 0,
      body: { type: 'telephony.command' as const, command: dial },
    };
    await sim.acceptFacts({ facts: [fact] });
    await sim.acceptFacts({ facts: [fact] });
    const calls = await legs(sim);
    expect(calls.filter((call) => call.to === '+74950001010')).toHaveLength(1);
  });
});

type Sim = ReturnType<typeof env.SIM.getByName>;

async function legs(sim: Sim): Promise<SimulatedLeg[]> {
  return runInDurableObject(sim, async (instance) => {
    const socket = (
      await (instance as unknown as { fetch(request: Request): Promise<Response> }).fetch(
        new Request('http://sim/live'),
      )
    ).webSocket as WebSocket;
    socket.accept();
    return new Promise<SimulatedLeg[]>((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        resolve((JSON.parse(String(data)) as SimulatorPicture).calls);
        socket.close();
      });
    });
  });
}

async function legOf(sim: Sim, party: 'manager' | 'visitor'): Promise<SimulatedLeg> {
  const leg = (await legs(sim)).find((call) => call.party === party);
  if (!leg) throw new Error(`no telephone rings for the ${party}`);
  return leg;
}

async function touch(sim: Sim, gesture: SimulatorGesture): Promise<void> {
  const response = await sim.fetch('http://sim/live', { headers: { upgrade: 'websocket' } });
  const socket = response.webSocket as WebSocket;
  socket.accept();
  let pictures = 0;
  await new Promise<void>((resolve) => {
    // The first picture is the greeting, the second the answer to the gesture.
    socket.addEventListener('message', () => {
      pictures += 1;
      if (pictures === 1) socket.send(JSON.stringify(gesture));
      else resolve();
    });
  });
  socket.close();
}
