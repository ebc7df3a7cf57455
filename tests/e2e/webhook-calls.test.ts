import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signWebhook } from '../../edge/adapters/telephony/webhook/standard-webhooks.ts';
import { findFreePort } from '../../scripts/selfhost/port.ts';
import { FakePbx, GATEWAY_FILE } from '../fakes/fake-pbx.ts';
import { waitFor } from '../fakes/wait-for.ts';
import { aCallingShop, type CallingShop } from '../support/calling-shop.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

describe('callbacks through one’s own exchange', () => {
  let server: TestServer;
  let pbx: FakePbx;
  let shop: CallingShop;
  let keyboardPort: number;

  beforeAll(async () => {
    pbx = new FakePbx();
    await pbx.start(() => shop.integration.secret);
    keyboardPort = await findFreePort('127.0.0.1');
    const targets = `${pbx.host},127.0.0.1:${keyboardPort}`;
    server = await startTestServer({ env: { RINGLET_LOCAL_TARGETS: targets } });
    shop = await aCallingShop(server, { provider: 'webhook', url: `http://${pbx.host}/` });
  });
  afterAll(async () => {
    await pbx?.close();
    await server?.close();
  });

  it('rings the manager, takes the digit, rings the visitor and connects both', async () => {
    const order = await shop.order(await shop.aWidget(), { name: 'Ann', phone: '+79161234567' });
    const manager = await pbx.phone(order.id, 'manager');
    expect(manager).toMatchObject({ to: '+74950003030', extension: { digits: '12', delayS: 1 } });
    pbx.answer(manager);
    await order.until('manager_answered');
    pbx.press(manager, '5');
    const visitor = await pbx.phone(order.id, 'visitor');
    expect(visitor).toMatchObject({ to: '+79161234567', extension: null });
    pbx.answer(visitor);
    await order.until('talking');
    expect((await pbx.phone(order.id, 'visitor', 'talking')).peer).toBe(manager.leg);
    expect(manager.said).toEqual([
      expect.stringContaining('нажмите 5'),
      expect.stringContaining('Ожидайте соединения'),
    ]);
    pbx.end(visitor, 'hangup');
    await order.until('completed');
    await pbx.phone(order.id, 'manager', 'ended');
    // Long after the end the exchange has the recording ready.
    pbx.record(manager, 'https://pbx.example/recordings/1.mp3');
    const kept = await waitFor('the recording', async () =>
      (await order.record()).attempts.find(({ recording }) => recording !== null),
    );
    expect(kept.recording).toBe('https://pbx.example/recordings/1.mp3');
    expect(server.log()).not.toMatch(/79161234567|whsec_/);
  });

  it('waits for the visitor first, or for whoever answers first, as the scenario says', async () => {
    const first = await shop.order(await shop.aWidget({ order: 'visitor_first' }));
    pbx.answer(await pbx.phone(first.id, 'visitor'));
    pbx.answer(await pbx.phone(first.id, 'manager'));
    await first.until('talking');
    const both = await shop.order(await shop.aWidget({ order: 'parallel' }));
    const [manager, visitor] = [await pbx.phone(both.id, 'manager'), await pbx.phone(both.id, 'visitor')];
    pbx.answer(visitor);
    pbx.answer(manager);
    await both.until('talking');
  });

  it('keeps the code of SIP that the exchange tells of', async () => {
    const order = await shop.order(await shop.aWidget());
    pbx.end(await pbx.phone(order.id, 'manager'), 'busy', 600);
    expect((await order.until('failed')).reason).toBe('busy_manager');
    expect((await order.record()).attempts).toMatchObject([{ outcome: '600-0' }]);
  });

  it.each([
    ['is closed for a moment', { kind: 'status', status: 429, headers: { 'retry-after': '1' } }],
    ['fails', { kind: 'status', status: 500 }],
    ['does it and cuts the line', { kind: 'cut' }],
    ['does it behind somebody who answers with a page', { kind: 'html' }],
  ] as const)('rings once when the gateway %s', async (_, fault) => {
    const widget = await shop.aWidget();
    const before = pbx.commands.length;
    pbx.faults.next('leg.dial', fault);
    // Nothing is heard of the telephone until the command has come again.
    pbx.events = async (send) => {
      await waitFor('the repetition', () => pbx.commands.length > before + 1);
      return send();
    };
    const order = await shop.order(widget);
    const manager = await pbx.phone(order.id, 'manager');
    pbx.answer(manager);
    await order.until('manager_answered');
    const dials = pbx.commands.filter(({ id }) => id.startsWith(order.id) && id.endsWith(':dial'));
    expect(dials.length).toBeGreaterThan(1);
    expect(new Set(dials.map(({ id }) => id)).size).toBe(1);
    expect(manager.rings).toBe(1);
    pbx.end(manager, 'hangup');
    await order.until('failed');
    pbx.events = (send) => send();
  });

  it('lets no callback wait for the answer to another', async () => {
    const widget = await shop.aWidget();
    pbx.faults.next('leg.dial', { kind: 'hang' });
    await shop.order(widget);
    await waitFor('the command that hangs', () => pbx.hanging === 1);
    const order = await shop.order(widget);
    const manager = await pbx.phone(order.id, 'manager');
    expect(pbx.hanging).toBe(1);
    pbx.end(manager, 'hangup');
    await order.until('failed');
  });

  it('takes a talk for one though the gateway never said that it has connected the two', async () => {
    const order = await shop.order(await shop.aWidget());
    const manager = await pbx.phone(order.id, 'manager');
    pbx.answer(manager);
    await order.until('manager_answered');
    pbx.faults.next('leg.bridge', { kind: 'cut' }, { kind: 'cut' }, { kind: 'cut' });
    pbx.press(manager, '5');
    pbx.answer(await pbx.phone(order.id, 'visitor'));
    pbx.end(await pbx.phone(order.id, 'visitor', 'talking'), 'hangup');
    expect(await order.until('completed')).toMatchObject({ attempt: 1 });
    pbx.faults.clear();
  });

  it('ends the attempt when the gateway will not ring', async () => {
    pbx.faults.next('leg.dial', { kind: 'status', status: 422 });
    const order = await shop.order(await shop.aWidget());
    expect((await order.until('failed')).reason).toBe('provider');
    expect((await order.record()).attempts).toMatchObject([{ outcome: '503-0' }]);
  });

  it('bears events that come twice, late, and in the wrong order', async () => {
    const held: (() => Promise<Response>)[] = [];
    pbx.events = async (send, type) => {
      // The ringing comes when all is over; everything else comes twice.
      if (type === 'leg.ringing') {
        held.push(send);
        return new Response(null, { status: 204 });
      }
      await send();
      return send();
    };
    const order = await shop.order(await shop.aWidget());
    const manager = await pbx.phone(order.id, 'manager');
    pbx.answer(manager);
    await order.until('manager_answered');
    pbx.press(manager, '5');
    const visitor = await pbx.phone(order.id, 'visitor');
    pbx.answer(visitor);
    await order.until('talking');
    for (const send of held) expect((await send()).status).toBe(204);
    pbx.end(visitor, 'hangup');
    await order.until('completed');
    pbx.events = (send) => send();
    expect([manager.rings, visitor.rings]).toEqual([1, 1]);
  });

  it('bears events that are lost on the way at first', async () => {
    let lost = 0;
    pbx.events = (send) => {
      lost += 1;
      return lost % 2 === 1 ? Promise.reject(new Error('no route')) : send();
    };
    const order = await shop.order(await shop.aWidget());
    const manager = await pbx.phone(order.id, 'manager');
    pbx.answer(manager);
    await order.until('manager_answered');
    pbx.end(manager, 'hangup');
    await order.until('failed');
    pbx.events = (send) => send();
  });

  it('refuses events that are forged, old, or turned to another leg', async () => {
    const widget = await shop.aWidget();
    const order = await shop.order(widget);
    const manager = await pbx.phone(order.id, 'manager');
    const now = Math.floor(Date.now() / 1000);
    const tell = async ({
      leg = manager.leg,
      secret = shop.integration.secret,
      at = now,
      address = 'manager0',
    }) => {
      const query = new URLSearchParams({ cb: order.id, attempt: '1', leg: address, widget });
      const body = JSON.stringify({ type: 'leg.answered', data: { leg } });
      const id = 'evt_forged';
      const timestamp = String(at);
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': await signWebhook(secret, { id, timestamp }, body),
      };
      const path = `/v1/telephony/webhook/${shop.integration.key}/events?${query}`;
      return (await fetch(server.origin + path, { method: 'POST', headers, body })).status;
    };
    expect(await tell({ secret: `whsec_${btoa('another secret of 32 characters!')}` })).toBe(403);
    expect(await tell({ at: now - 600 })).toBe(403);
    expect(await tell({ leg: `${order.id}:1:visitor0` })).toBe(400);
    expect(await tell({ address: 'nobody' })).toBe(404);
    expect((await order.view()).status).toBe('ringing_manager');
    expect(await tell({})).toBe(204);
    await order.until('manager_answered');
    expect(await tell({})).toBe(204);
    pbx.end(manager, 'hangup');
    await order.until('failed');
  });

  it('is played by the keyboard with the sample gateway as it stands', async () => {
    const other = await aCallingShop(server, {
      provider: 'webhook',
      url: `http://127.0.0.1:${keyboardPort}/`,
    });
    const gateway = spawn(process.execPath, [GATEWAY_FILE], {
      env: { RINGLET_SECRET: other.integration.secret, PORT: String(keyboardPort) },
    });
    let printed = '';
    gateway.stdout.on('data', (text) => {
      printed += text;
    });
    try {
      await waitFor('the gateway', () => printed.includes('Takes commands'));
      const order = await other.order(await other.aWidget());
      await waitFor('the manager', () => printed.includes('1: the telephone of the manager rings'));
      gateway.stdin.write('answer 1\n');
      await waitFor('the question', () => printed.includes('(waits for a key)'));
      gateway.stdin.write('5 1\n');
      await waitFor('the visitor', () => printed.includes('2: the telephone of the visitor rings'));
      gateway.stdin.write('answer 2\n');
      await waitFor('the talk', () => printed.includes('2: talks with 1'));
      gateway.stdin.write('hangup 2\n');
      await order.until('completed');
    } finally {
      gateway.kill();
    }
  });
});
