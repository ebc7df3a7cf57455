import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeTwilio } from '../fakes/fake-twilio.ts';
import { FaultPlan } from '../fakes/faults.ts';
import { type ServedHandler, serveHandler } from '../fakes/serve-handler.ts';
import type { TwilioCall } from '../fakes/twilio-call.ts';
import { waitFor } from '../fakes/wait-for.ts';
import { aCallingShop, type CallingShop, type PlacedOrder, phoneOf } from '../support/calling-shop.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const ACCOUNT = 'AC0123456789abcdef0123456789abcdef';
const TOKEN = 'fedcba9876543210fedcba9876543210';
const FROM = '+74950009000';
const MANAGER = '+74950003030';

describe('callbacks through Twilio', () => {
  const faults = new FaultPlan();
  let twilio: FakeTwilio;
  let served: ServedHandler;
  let server: TestServer;
  let shop: CallingShop;

  beforeAll(async () => {
    const options = { accountSid: ACCOUNT, authToken: TOKEN, faults, now: () => Date.now() };
    twilio = new FakeTwilio({ ...options, send: (request) => fetch(request) });
    served = await serveHandler((request) => twilio.handle(request));
    const env = { RINGLET_LOCAL_TARGETS: served.host, RINGLET_TWILIO_API: `http://${served.host}` };
    server = await startTestServer({ env });
    shop = await aCallingShop(server, { provider: 'twilio', secret: TOKEN, accountSid: ACCOUNT, from: FROM });
  });
  afterAll(async () => {
    await served?.close();
    await server?.close();
  });

  let visitors = 500;
  async function order(widget: string): Promise<PlacedOrder & { phone: string }> {
    visitors += 1;
    const phone = phoneOf(visitors);
    return { phone, ...(await shop.order(widget, { phone })) };
  }
  const callTo = (to: string, status: TwilioCall['status'] = 'ringing') =>
    waitFor(`a call to ${to}`, () => {
      const call = twilio.live(to);
      return call?.status === status ? call : null;
    });
  const listening = (call: TwilioCall) => waitFor('a question', () => call.gather !== null);
  const end = async (placed: PlacedOrder, status: string) => {
    for (const call of twilio.calls) await twilio.end(call, 'completed');
    return placed.until(status);
  };

  it('rings the manager, takes the digit, rings the visitor and lets both meet', async () => {
    const placed = await order(await shop.aWidget());
    const manager = await callTo(MANAGER);
    expect(manager).toMatchObject({ from: FROM, sendDigits: 'ww12', timeout: '45' });
    await twilio.answer(manager);
    await listening(manager);
    expect(manager.said).toMatchObject([
      { text: expect.stringContaining('нажмите 5'), language: 'ru-RU', voice: 'Polly.Tatyana', loop: 16 },
    ]);
    await twilio.press(manager, '5');
    const visitor = await callTo(placed.phone);
    expect(visitor.sendDigits).toBeNull();
    await twilio.answer(visitor);
    await placed.until('talking');
    await waitFor('the conference', () => visitor.room !== null && visitor.room === manager.room);
    await twilio.end(visitor, 'completed');
    await placed.until('completed');
    await waitFor('the end of the other call', () => manager.status === 'completed');
    expect(server.log()).not.toMatch(/7916\d{7}|fedcba98/);
  });

  it('hears a digit and a word that are spoken, and asks again after what it did not understand', async () => {
    const widget = await shop.aWidget({ smartCall: { speech: true, info: '1' } });
    const placed = await order(widget);
    const manager = await callTo(MANAGER);
    await twilio.answer(manager);
    await listening(manager);
    expect(manager.gather?.speech).toBe(true);
    // What is not understood, and what means nothing, has the question asked again.
    const [question] = manager.said;
    for (const say of [() => twilio.speak(manager, 'Алло, кто это?'), () => twilio.press(manager, '9')]) {
      const before = manager.said.length;
      await waitFor('the question again', async () => {
        await say();
        return manager.said.length > before;
      });
      expect(manager.said.at(-1)).toEqual(question);
    }
    for (const [words, answer] of [
      ['Один.', 'Страница: Shop'],
      ['Соедините нас, пожалуйста', 'Ожидайте соединения'],
    ] as const) {
      const before = manager.said.length;
      await twilio.speak(manager, words);
      const next = await waitFor('the next words', () => manager.said[before]);
      expect(next.text).toContain(answer);
    }
    await callTo(placed.phone);
    await end(placed, 'failed');
  });

  it('says first what is known of the visitor, without cutting it off', async () => {
    const placed = await order(await shop.aWidget({ smartCall: { info: 'auto' } }));
    const manager = await callTo(MANAGER);
    await twilio.answer(manager);
    await listening(manager);
    expect(manager.said.map(({ loop }) => loop)).toEqual([1, 16]);
    await end(placed, 'failed');
  });

  it('waits for the visitor first, or for whoever answers first, as the scenario says', async () => {
    const first = await order(await shop.aWidget({ order: 'visitor_first' }));
    await twilio.answer(await callTo(first.phone));
    await twilio.answer(await callTo(MANAGER));
    await first.until('talking');
    await waitFor('the conference', () => (twilio.live(first.phone)?.room ?? null) !== null);
    await end(first, 'completed');
    const both = await order(await shop.aWidget({ order: 'parallel' }));
    const [visitor, manager] = [await callTo(both.phone), await callTo(MANAGER)];
    await twilio.answer(visitor);
    await twilio.answer(manager);
    await both.until('talking');
    await waitFor('the conference', () => visitor.room !== null && visitor.room === manager.room);
    await end(both, 'completed');
  });

  it.each([
    ['busy', 'busy_manager', '486-0'],
    ['no-answer', 'no_answer_manager', '480-0'],
    ['failed', 'invalid_number', '404-0'],
  ] as const)('tells how a call ended that was %s', async (status, reason, outcome) => {
    const placed = await order(await shop.aWidget());
    await twilio.end(await callTo(MANAGER), status);
    expect((await placed.until('failed')).reason).toBe(reason);
    expect((await placed.record()).attempts).toMatchObject([{ outcome }]);
  });

  it('tells of a number that Twilio does not take', async () => {
    const placed = await shop.order(await shop.aWidget({ order: 'visitor_first' }), {
      phone: '+79161230000',
    });
    expect((await placed.until('failed')).reason).toBe('invalid_number');
  });

  it('sends again what Twilio says it has not done', async () => {
    faults.next('dial', { kind: 'status', status: 429, headers: { 'retry-after': '1' } });
    const before = twilio.calls.length;
    const placed = await order(await shop.aWidget());
    await twilio.answer(await callTo(MANAGER));
    await placed.until('manager_answered');
    expect(twilio.calls).toHaveLength(before + 1);
    await end(placed, 'failed');
  });

  it.each([
    ['cuts the line', { kind: 'cut' }],
    ['answers with a page', { kind: 'html' }],
  ] as const)('knows the call by its own word when Twilio makes it and %s', async (_, fault) => {
    faults.next('dial', fault);
    const before = twilio.calls.length;
    const placed = await order(await shop.aWidget());
    const manager = await callTo(MANAGER);
    await twilio.answer(manager);
    await listening(manager);
    await twilio.press(manager, '5');
    await callTo(placed.phone);
    expect(twilio.calls).toHaveLength(before + 2);
    await end(placed, 'failed');
  });

  it('speaks again to a call whose change nobody confirmed', async () => {
    faults.next('change', { kind: 'status', status: 503 });
    const placed = await order(await shop.aWidget());
    const manager = await callTo(MANAGER);
    await twilio.answer(manager);
    await listening(manager);
    await end(placed, 'failed');
  });

  it('bears status callbacks that come twice and in the wrong order', async () => {
    const held: (() => Promise<Response>)[] = [];
    twilio.callbacks = async (send, status) => {
      if (status === 'initiated' || status === 'ringing') held.push(send);
      else await Promise.all([send(), send()]);
    };
    const placed = await order(await shop.aWidget());
    const manager = await callTo(MANAGER);
    await twilio.answer(manager);
    await listening(manager);
    await twilio.press(manager, '5');
    const visitor = await callTo(placed.phone);
    await twilio.answer(visitor);
    await placed.until('talking');
    await waitFor('the conference', () => visitor.room !== null && visitor.room === manager.room);
    for (const send of held) expect((await send()).status).toBe(204);
    twilio.callbacks = (send) => send();
    expect((await placed.view()).status).toBe('talking');
    await end(placed, 'completed');
  });

  it('refuses callbacks that are forged, turned to another leg or of another call', async () => {
    const placed = await order(await shop.aWidget());
    const manager = await callTo(MANAGER);
    const { statusCallback: url } = manager;
    const fields = { CallStatus: 'in-progress', SequenceNumber: '9' };
    expect((await twilio.post(manager, url, fields, 'another token of 32 characters')).status).toBe(403);
    const other = url.replace('leg=manager0', 'leg=visitor0');
    const signed = await twilio.post(manager, other, fields);
    expect(signed.status).toBe(204); // its leg was never dialled, so nothing moves
    const stranger = { ...manager, sid: `CA${'0'.repeat(32)}` };
    const answer = await twilio.post(stranger, manager.url, fields);
    expect(await answer.text()).toContain('<Hangup/>');
    expect((await placed.view()).status).toBe('ringing_manager');
    await end(placed, 'failed');
  });
});
