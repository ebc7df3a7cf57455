import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DialCommand } from '../../edge/domain/ports.ts';
import { CallbackStore } from '../../edge/objects/callback/callback-store.ts';
import { LegStore } from '../../edge/objects/callback/leg-store.ts';
import { seededChance } from '../support/seeded-chance.ts';
import { aTwilioShop, placeOrder, TWILIO, type TwilioShop } from './support/twilio.ts';

const MANAGER = '+74950001010';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-12-07T09:00:00Z') });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** An order whose first dial is done at Twilio without a word of it reaching us. */
async function anUnheardOrder(scenario: Record<string, unknown> = {}) {
  const shop = await aTwilioShop(scenario);
  shop.twilio.isSilent = true;
  shop.faults.next('dial', { kind: 'cut' });
  const placed = await placeOrder(shop);
  return { shop, placed, manager: shop.twilio.calls[0] };
}

describe('a dial of which nobody knows what became', () => {
  it('is not repeated, and is found by its numbers after a minute', async () => {
    const { shop, placed, manager } = await anUnheardOrder();
    await placed.pass(50);
    expect((await placed.view()).status).toBe('ringing_manager');
    expect(shop.twilio.calls).toHaveLength(1);
    await placed.pass(11);
    expect(shop.twilio.calls).toHaveLength(1);
    if (!manager) throw new Error('there is no call');
    await shop.twilio.answer(manager);
    await placed.settle();
    expect((await placed.view()).status).toBe('manager_answered');
  });

  it('has its whole time to ring from then on', async () => {
    const { placed, shop } = await anUnheardOrder();
    await placed.pass(61);
    await placed.pass(43);
    expect(shop.twilio.calls).toHaveLength(1);
    await placed.pass(2);
    await placed.settle();
    // Nobody answered: the telephone of the next office rings in its place.
    expect(shop.twilio.calls).toMatchObject([{ status: 'canceled' }, { to: '+74950002020' }]);
  });

  it('is known at once when the call tells of itself', async () => {
    const { shop, placed, manager } = await anUnheardOrder();
    if (!manager) throw new Error('there is no call');
    await shop.twilio.answer(manager);
    await placed.settle();
    expect((await placed.view()).status).toBe('manager_answered');
    await placed.pass(120);
    expect(shop.twilio.calls).toHaveLength(1);
  });

  it('is sent again when Twilio has no such call', async () => {
    const shop = await aTwilioShop();
    shop.faults.next('dial', { kind: 'status', status: 500 });
    const placed = await placeOrder(shop);
    expect(shop.twilio.calls).toHaveLength(0);
    await placed.pass(59);
    expect(shop.twilio.calls).toHaveLength(0);
    await placed.pass(2);
    expect(shop.twilio.calls).toHaveLength(1);
    expect((await placed.view()).status).toBe('ringing_manager');
  });

  it('rings out like any other when Twilio said that it rings, and it never did', async () => {
    const shop = await aTwilioShop();
    shop.faults.next('dial', { kind: 'ghost' });
    const placed = await placeOrder(shop);
    expect([(await placed.view()).status, shop.twilio.calls.length]).toEqual(['ringing_manager', 0]);
    await placed.pass(46);
    // The telephone of the next office rings in its place.
    expect(shop.twilio.calls).toMatchObject([{ to: '+74950002020' }]);
  });

  it('ends the callback when several calls could be it', async () => {
    const { shop, placed, manager } = await anUnheardOrder();
    if (manager) shop.twilio.calls.push({ ...manager, sid: `CA${'1'.repeat(32)}` });
    await placed.pass(61);
    expect(await placed.view()).toMatchObject({ status: 'failed', reason: 'unknown_outcome' });
  });

  it('is not taken for the call of another that nobody knows of either', async () => {
    const shop = await aTwilioShop();
    shop.twilio.isSilent = true;
    // The first was not done, the second was; to the same number, in the same minute.
    shop.faults.next('dial', { kind: 'status', status: 500 }, { kind: 'cut' });
    const first = await placeOrder(shop);
    const second = await placeOrder(shop);
    await first.pass(61);
    await first.pass(61);
    expect(shop.twilio.calls.filter(({ to }) => to === MANAGER)).toHaveLength(1);
    const unknown = { status: 'failed', reason: 'unknown_outcome' };
    expect([await first.view(), await second.view()]).toMatchObject([unknown, unknown]);
  });

  it('is asked for again while Twilio cannot be asked, and is hung up if nobody waits any more', async () => {
    const { shop, placed, manager } = await anUnheardOrder();
    const down = { kind: 'status', status: 503 } as const;
    shop.faults.next('list', down, down, down, down);
    await placed.pass(61);
    for (let i = 0; i < 3; i++) await placed.pass(15);
    await placed.pass(2);
    expect(shop.twilio.calls).toMatchObject([{ status: 'queued' }, { to: '+74950002020' }]);
    await placed.pass(15);
    await placed.settle();
    expect(manager?.status).toBe('canceled');
  });

  it('is looked up after a crash between the request and its answer', async () => {
    const shop = await aTwilioShop();
    shop.faults.next('dial', { kind: 'status', status: 429 });
    const placed = await placeOrder(shop);
    const { dial } = await leaveAsACrashDoes(shop);
    shop.twilio.isSilent = true;
    const call = shop.twilio.make({ to: dial.to, from: TWILIO.from });
    await placed.pass(20);
    expect(shop.twilio.calls).toHaveLength(1);
    await placed.pass(61);
    expect(shop.twilio.calls).toHaveLength(1);
    await placed.pass(46);
    await placed.settle();
    expect(call.status).toBe('canceled');
  });

  it('is looked up after a crash, and hung up, also when nobody waits for it any more', async () => {
    const shop = await aTwilioShop();
    shop.faults.next('dial', { kind: 'status', status: 429 });
    const placed = await placeOrder(shop);
    const { callbacks, dial } = await leaveAsACrashDoes(shop);
    shop.twilio.isSilent = true;
    const call = shop.twilio.make({ to: dial.to, from: TWILIO.from });
    // The server came back so late that the telephone of the next office is to ring.
    await runInDurableObject(callbacks, (_, { storage }) => {
      storage.sql.exec("UPDATE timers SET due_at = 0 WHERE kind = 'timeout'");
      storage.sql.exec('UPDATE outbox SET due_at = due_at + 5000');
      storage.sql.exec("UPDATE timers SET due_at = due_at + 5000 WHERE kind = 'outbox'");
    });
    await placed.settle();
    expect(shop.twilio.calls).toMatchObject([{ status: 'queued' }, { to: '+74950002020' }]);
    await placed.pass(61);
    await placed.settle();
    expect(call.status).toBe('canceled');
  });
});

/** The dial of the shop's order is still owed, and noted as on its way. */
async function leaveAsACrashDoes(shop: TwilioShop) {
  const callbacks = env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`);
  const dial = await runInDurableObject(callbacks, (_, { storage }) => {
    const [owed] = storage.sql
      .exec<{ payload: string }>("SELECT payload FROM outbox WHERE id LIKE '%:dial'")
      .toArray();
    const { command } = JSON.parse(owed?.payload ?? '') as { command: DialCommand };
    const config = new CallbackStore(storage.sql).readConfig();
    if (!config?.integration) throw new Error('the widget has no integration');
    new LegStore(storage.sql).write({
      dial: command,
      integration: config.integration,
      status: 'sending',
      call: null,
      tries: 1,
      unwanted: false,
      sentAt: Date.now(),
      askedAt: 0,
      question: null,
    });
    return command;
  });
  return { callbacks, dial };
}

/** `npm run fault -- --days 1000` for a long run: 5,000 orders. */
const DAYS = Number(env.RINGLET_DAYS);
const ORDERS_A_DAY = 5;
const MOBILE_CODES = ['903', '905', '910', '915', '916', '925', '926', '985'];

describe(`${DAYS} random days of a bad line`, () => {
  const FAULTS = [
    null,
    { kind: 'cut' },
    { kind: 'html' },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 201, body: '{"sid":"CA01' },
    { kind: 'status', status: 429, headers: { 'retry-after': '2' } },
    { kind: 'ghost' },
  ] as const;

  it('never ring a telephone twice in one attempt (C-7)', { timeout: 60_000 + DAYS * 4_000 }, async () => {
    let shop: TwilioShop = await aTwilioShop(BUSY_SHOP);
    const draw = seededChance(20_261_207);
    const chance = (sides: number) => Math.floor(draw() * sides);
    const counts = { rung: 0, orders: 0, unknown: 0 };
    for (let day = 0; day < DAYS; day++) {
      // One shop would come to the caps on its orders.
      if (day % 10 === 9) shop = await aTwilioShop(BUSY_SHOP);
      shop.twilio.calls.length = 0;
      shop.twilio.isSilent = chance(2) === 0;
      const placed: Awaited<ReturnType<typeof placeOrder>>[] = [];
      for (let i = 0; i < ORDERS_A_DAY; i++) {
        const fault = FAULTS[chance(FAULTS.length)];
        if (fault) shop.faults.next('dial', fault);
        if (chance(5) === 0) shop.faults.next('list', { kind: 'status', status: 503 });
        counts.orders += 1;
        placed.push(await placeOrder(shop, { phone: phoneOf(counts.orders) }));
      }
      const [one] = placed;
      for (let i = 0; i < 8; i++) {
        await one?.pass(chance(30));
        const ringing = shop.twilio.calls.filter(({ status }) => status === 'queued' || status === 'ringing');
        for (const call of ringing) if (chance(4) === 0) await shop.twilio.answer(call);
      }
      await one?.pass(400);
      await one?.pass(4 * 3600);
      const legs = shop.twilio.calls.map(({ statusCallback }) => statusCallback);
      expect([day, legs.length - new Set(legs).size]).toEqual([day, 0]);
      counts.rung += legs.length;
      for (const { view } of placed) if ((await view()).reason === 'unknown_outcome') counts.unknown += 1;
      shop.faults.clear();
    }
    const { orders, rung, unknown } = counts;
    console.log(
      `${orders} orders: ${rung} telephones rung, none of them twice; ${unknown} of unknown outcome`,
    );
    expect(rung).toBeGreaterThan(orders / 2);
    expect(unknown).toBeLessThan(orders / 2);
  });
});

const BUSY_SHOP = { ringS: 30, maxAtOnce: 10 };

/** Everybody in a block of numbers of their own. */
function phoneOf(person: number): string {
  const line = String((person * 10_007 + 1_000_123) % 10_000_000).padStart(7, '0');
  return `+7${MOBILE_CODES[person % MOBILE_CODES.length]}${line}`;
}
