import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallbackStore } from '../../edge/objects/callback/callback-store.ts';
import type { Callback } from '../../shared/contract/admin/callback.ts';
import { aShop, type TestShop } from './support/account.ts';
import { changeWidget, playOrder } from './support/telephones.ts';
import { aTwilioShop, placeOrder } from './support/twilio.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-12-07T09:00:00Z') });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const callbacksOf = (shop: TestShop) => env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`);
const recordOf = (shop: TestShop, id: string) => shop.admin<Callback>('GET', `callbacks/${id}`);

describe('the record of a callback', () => {
  it('has its attempts with telephones and keys, what was agreed to, and where it came from', async () => {
    const shop = await aShop();
    const fields = { phone: 'phone' };
    const tools = [{ id: 'form-1', kind: 'form', name: 'Order form', selector: 'form', fields }];
    await changeWidget(shop, { tools });
    const url = 'https://shop.example/kitchens?utm_source=yandex';
    const order = await playOrder(shop, {
      tool: 'form-1',
      extra: { param1: 'oak' },
      consent: { text: '2026-11', given: true },
      page: { url, title: 'Kitchens' },
    });
    await order.hand('manager', { type: 'answer' });
    await order.hand('manager', { type: 'digit', digit: '5' });
    await order.hand('visitor', { type: 'answer' });
    vi.setSystemTime(Date.now() + 60_000);
    await order.hand('visitor', { type: 'hangup' });
    expect(await recordOf(shop, order.id)).toMatchObject({
      status: 'completed',
      page: url,
      tool: 'form-1',
      extra: { param1: 'oak' },
      consent: { text: '2026-11', givenAt: '2026-12-07T09:00:00.000Z', page: url },
      attempts: [
        {
          outcome: '200-200',
          recording: null,
          legs: [
            { party: 'manager', code: 200, digits: '5' },
            { party: 'visitor', code: 200, digits: '' },
          ],
        },
      ],
    });
  });

  it('gets the recording that comes after the end, once', async () => {
    const shop = await aShop();
    const order = await playOrder(shop);
    await order.hand('manager', { type: 'answer' });
    await order.hand('manager', { type: 'hangup' });
    const leg = {
      account: shop.id,
      widget: shop.widget,
      callback: order.id,
      attempt: 1,
      party: 'manager',
      line: 0,
    } as const;
    for (const id of ['one', 'one', 'two']) {
      const event = {
        id,
        leg,
        at: Date.now(),
        kind: 'recorded',
        url: `https://pbx.example/${id}.mp3`,
      } as const;
      const body = { type: 'telephony.event', event } as const;
      await callbacksOf(shop).acceptFacts({ facts: [{ id, subject: order.id, seq: 1, body }] });
    }
    await order.settle();
    expect(await recordOf(shop, order.id)).toMatchObject({
      status: 'failed',
      attempts: [{ recording: 'https://pbx.example/one.mp3' }],
    });
  });
});

describe('a widget whose integration is gone', () => {
  it('takes no order, and ends those that wait after a quarter of an hour', async () => {
    const shop = await aTwilioShop();
    const when = new Date(Date.now() + 3_600_000).toISOString();
    const placed = await placeOrder(shop, { when });
    const config = await runInDurableObject(callbacksOf(shop), (_, { storage }) =>
      new CallbackStore(storage.sql).readConfig(),
    );
    if (!config) throw new Error('the widget has no configuration');
    const body = {
      type: 'widget.configure',
      config: { ...config, version: config.version + 1, integration: null },
    } as const;
    await callbacksOf(shop).acceptFacts({ facts: [{ id: 'gone', subject: shop.widget, seq: 99, body }] });
    await expect(placeOrder(shop)).rejects.toThrow('no_office');
    await placed.pass(14 * 60);
    expect((await placed.view()).status).toBe('planned');
    await placed.pass(61);
    await runDurableObjectAlarm(env.ACCOUNT.getByName(`account:${shop.id}`));
    expect(await placed.view()).toMatchObject({ status: 'failed', reason: 'provider' });
    expect(await recordOf(shop, placed.id)).toMatchObject({ status: 'failed', reason: 'provider' });
    expect(shop.twilio.calls).toEqual([]);
  });
});
