import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Callback } from '../../shared/contract/admin/callback.ts';
import { aShop } from './support/account.ts';
import { aPhone } from './support/page.ts';
import { playOrder } from './support/telephones.ts';
import { aTwilioShop, placeOrder } from './support/twilio.ts';

const MANAGER = '+74950001010';
const HOUR_S = 3_600;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-12-07T09:00:00Z') });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Both sides of a call by Twilio, who talk. */
async function aTalk() {
  const shop = await aTwilioShop();
  const phone = aPhone();
  const placed = await placeOrder(shop, { phone });
  const live = (number: string) => {
    const call = shop.twilio.live(number);
    if (!call) throw new Error(`nobody calls ${number}`);
    return call;
  };
  const manager = live(MANAGER);
  await shop.twilio.answer(manager);
  await placed.pass(1);
  await shop.twilio.press(manager, '5');
  await placed.pass(1);
  const visitor = live(phone);
  await shop.twilio.answer(visitor);
  await placed.pass(1);
  await placed.settle();
  expect([visitor.room, (await placed.view()).status]).toEqual([manager.room, 'talking']);
  const record = () => shop.admin<Callback>('GET', `callbacks/${placed.id}`);
  return { shop, placed, manager, visitor, record };
}

describe('a call (T-4)', () => {
  it('rings for 45 s at most, which no scenario can make more', async () => {
    const shop = await aTwilioShop();
    await placeOrder(shop);
    expect(shop.twilio.calls).toMatchObject([{ to: MANAGER, timeout: '45' }]);
    const { items } = await shop.admin<{ items: { id: string }[] }>('GET', 'widgets');
    const longer = { scenario: { ringS: 46 } };
    await expect(shop.admin('PATCH', `widgets/${items[0]?.id}`, longer)).rejects.toThrow('400');
  });

  it('is ended by us after an hour of talk', async () => {
    const { placed, manager, visitor, record } = await aTalk();
    await placed.pass(HOUR_S - 60);
    expect([manager.status, visitor.status]).toEqual(['in-progress', 'in-progress']);
    await placed.pass(61);
    await placed.settle();
    expect([manager.status, visitor.status]).toEqual(['completed', 'completed']);
    expect(await record()).toMatchObject({ status: 'completed', talkS: HOUR_S, success: true });
  });

  it('is ended by Twilio itself while we are away, and counts as an hour however late we come back', async () => {
    const { shop, placed, manager, visitor, record } = await aTalk();
    expect([manager.limitS, visitor.limitS]).toEqual([HOUR_S + 600, HOUR_S + 600]);
    // Nobody is there to hear of it, or to do anything.
    shop.twilio.isSilent = true;
    vi.setSystemTime(Date.now() + HOUR_S * 1000);
    await shop.twilio.endOverdue();
    expect([manager.status, visitor.status]).toEqual(['completed', 'completed']);
    await placed.pass(24 * HOUR_S);
    expect(await record()).toMatchObject({ status: 'completed', talkS: HOUR_S });
  });

  it('does not keep its line when nobody was there to hear of its end', async () => {
    const { shop, placed, manager, visitor, record } = await aTalk();
    await placed.pass(40);
    shop.twilio.isSilent = true;
    // Twilio, which is asked about both calls, cannot be asked at first.
    const down = { kind: 'status', status: 503 } as const;
    shop.faults.next('read', down, { kind: 'html' }, { kind: 'cut' }, down);
    await shop.twilio.end(visitor, 'completed');
    for (let i = 0; i < 2; i++) await placed.pass(30);
    expect((await placed.view()).status).toBe('talking');
    await placed.pass(30);
    await placed.settle();
    expect(manager.status).toBe('completed');
    expect(await record()).toMatchObject({ status: 'completed', success: true });
  });

  it('is one of two of its widget at once, unless the scenario says otherwise', async () => {
    const shop = await aShop();
    const calls: Awaited<ReturnType<typeof playOrder>>[] = [];
    for (let i = 0; i < 6; i++) calls.push(await playOrder(shop));
    const statuses = async () => Promise.all(calls.map((call) => call.status()));
    expect((await statuses()).filter((status) => status === 'ringing_manager')).toHaveLength(2);
    const seen = new Set<number>();
    for (let i = 0; i < 60; i++) {
      vi.setSystemTime(Date.now() + 5_000);
      await calls[0]?.settle();
      const now = await statuses();
      const busy = now.flatMap((status, call) => (status === 'ringing_manager' ? [call] : []));
      expect(busy.length).toBeLessThanOrEqual(2);
      for (const call of busy) seen.add(call);
    }
    expect(seen.size).toBe(6);
  });
});
