import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Callback } from '../../shared/contract/admin/callback.ts';

import { aShop } from './support/account.ts';
import { changeWidget, playOrder } from './support/telephones.ts';
import { aTwilioShop, placeOrder } from './support/twilio.ts';

const MANAGER = '+74950001010';
const NO_PAUSES = { managerS: 0, extensionS: 0, visitorS: 0, ivrS: 0 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-12-07T09:00:00Z') });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

let visitors = 0;

/** Both have answered at Twilio, and neither has been told yet to meet the other. */
async function aCallBeforeItsTalk() {
  const shop = await aTwilioShop({ delays: NO_PAUSES, retries: { afterMin: [10] } });
  visitors += 1; // nobody is called often
  const phone = `+7916555${1000 + visitors}`;
  const placed = await placeOrder(shop, { phone });
  const call = (number: string) => {
    const live = shop.twilio.live(number);
    if (!live) throw new Error(`nobody calls ${number}`);
    return live;
  };
  const manager = call(MANAGER);
  await shop.twilio.answer(manager);
  await placed.settle();
  await placed.pass(1);
  await shop.twilio.press(manager, '5');
  await placed.pass(1);
  const visitor = call(phone);
  await shop.twilio.answer(visitor);
  expect((await placed.view()).status).toBe('talking');
  expect([manager.room, visitor.room]).toEqual([null, null]);
  const record = () => shop.admin<Callback>('GET', `callbacks/${placed.id}`);
  return { shop, placed, manager, visitor, record };
}

describe('a telephone that is put down at Twilio before the two are connected', () => {
  it.each(['visitor', 'manager'] as const)(
    'is the end of the attempt when Twilio tells of it first: %s',
    async (party) => {
      const { shop, placed, record, ...calls } = await aCallBeforeItsTalk();
      await shop.twilio.end(calls[party], 'completed');
      await placed.settle();
      expect(await placed.view()).toMatchObject({
        status: 'retry_planned',
        reason: party === 'visitor' ? 'no_answer_visitor' : 'declined',
      });
      await placed.pass(2);
      expect([calls.manager.status, calls.visitor.status]).toEqual(['completed', 'completed']);
      expect((await record()).attempts).toMatchObject([{ outcome: '200-487' }]);
    },
  );

  it.each(['visitor', 'manager'] as const)(
    'is no fault of Twilio when that refuses to connect them first: %s',
    async (party) => {
      const { shop, placed, record, ...calls } = await aCallBeforeItsTalk();
      shop.twilio.isSilent = true;
      await shop.twilio.end(calls[party], 'completed');
      shop.twilio.isSilent = false;
      await placed.pass(1);
      expect(await placed.view()).toMatchObject({
        status: 'retry_planned',
        reason: party === 'visitor' ? 'no_answer_visitor' : 'declined',
      });
      // What Twilio tells of it at last changes nothing.
      const late = { CallStatus: 'completed', SequenceNumber: '7', CallDuration: '1' };
      await shop.twilio.post(calls[party], calls[party].statusCallback, late);
      await placed.pass(2);
      expect([calls.manager.status, calls.visitor.status]).toEqual(['completed', 'completed']);
      expect(await record()).toMatchObject({ talkS: null, attempts: [{ outcome: '200-487' }] });
    },
  );

  it('ends a talk once they have met, however short it was', async () => {
    const { shop, placed, visitor, record } = await aCallBeforeItsTalk();
    await placed.pass(1);
    expect(visitor.room).not.toBeNull();
    await shop.twilio.end(visitor, 'completed');
    await placed.settle();
    expect(await record()).toMatchObject({
      status: 'completed',
      success: false,
      attempts: [{ outcome: '200-200' }],
    });
  });
});

describe('a short talk at the simulated telephones', () => {
  it('stays a talk', async () => {
    const shop = await aShop();
    await changeWidget(shop, { scenario: { delays: NO_PAUSES, retries: { afterMin: [10] } } });
    const call = await playOrder(shop);
    await call.hand('manager', { type: 'answer' });
    await call.hand('manager', { type: 'digit', digit: '5' });
    await call.hand('visitor', { type: 'answer' });
    await call.hand('visitor', { type: 'hangup' });
    expect(await call.status()).toBe('completed');
  });
});
