import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Callback } from '../../shared/contract/admin/callback.ts';
import { aShop, type TestShop } from './support/account.ts';
import { listQueue } from './support/deliveries.ts';
import { setOrders } from './support/guarded.ts';
import { aPhone } from './support/page.ts';
import { changeWidget, playOrder } from './support/telephones.ts';

const MINUTE = 60_000;
/** Monday, 7 December 2026, on Moscow's clock. */
const at = (time: string) => Date.parse(`2026-12-07T${time}:00+03:00`);
const NO_PAUSES = { managerS: 0, extensionS: 0, visitorS: 0, ivrS: 0 };
/** Seven hours ahead of Moscow. */
const FAR_EAST = { zone: 'Asia/Vladivostok' };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: at('06:00') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Open from nine to eighteen on weekdays, Moscow time; deferred calls come at four in the afternoon. */
async function aShopInMoscow(scenario: Record<string, unknown> = {}): Promise<TestShop> {
  const shop = await aShop();
  const day = [{ from: '09:00', to: '18:00' }];
  const schedule = await shop.admin<{ id: string }>('POST', 'schedules', {
    name: 'Office hours',
    timeZone: 'Europe/Moscow',
    week: { mon: day, tue: day, wed: day, thu: day, fri: day },
    convenient: { mon: '16:00', tue: '11:00' },
  });
  await changeWidget(shop, {
    schedule: schedule.id,
    scenario: { delays: NO_PAUSES, retries: { afterMin: [10, 30] }, ...scenario },
  });
  return shop;
}

describe('the hours of the called person', () => {
  it('never refuse or move an order for now that comes inside office hours', async () => {
    const shop = await aShopInMoscow();
    vi.setSystemTime(at('17:30')); // half past midnight in Vladivostok
    expect(await (await playOrder(shop, FAR_EAST)).status()).toBe('ringing_manager');
  });

  it('have the next attempt wait for their morning, and no longer', async () => {
    const shop = await aShopInMoscow();
    vi.setSystemTime(at('13:55')); // five to nine in the evening
    const order = await playOrder(shop, FAR_EAST);
    await order.hand('manager', { type: 'decline' });
    await order.hand('manager', { type: 'decline' });
    expect(await order.view()).toMatchObject({
      status: 'retry_planned',
      scheduledAt: '2026-12-08T06:00:00.000Z',
    });
    vi.setSystemTime(at('14:05'));
    await order.settle();
    expect(await order.status()).toBe('retry_planned');
    vi.setSystemTime(Date.parse('2026-12-08T06:00:00Z'));
    await order.settle();
    expect(await order.status()).toBe('ringing_manager');
  });

  it('choose among the convenient times for an order of the night', async () => {
    const shop = await aShopInMoscow();
    const near = await playOrder(shop);
    const far = await playOrder(shop, { ...FAR_EAST, phone: aPhone() });
    expect([(await near.view()).scheduledAt, (await far.view()).scheduledAt]).toEqual([
      '2026-12-07T13:00:00.000Z', // four in the afternoon
      '2026-12-08T08:00:00.000Z', // by then it is eleven at night there, and six at Tuesday’s time
    ]);
  });

  it('are asked again by an alarm that is late, and leave a time that the visitor chose', async () => {
    const shop = await aShopInMoscow();
    const when = new Date(at('15:00')).toISOString(); // ten in the evening, as they wish
    const chosen = await playOrder(shop, { ...FAR_EAST, when });
    const other = await playOrder(shop, { ...FAR_EAST, when, phone: aPhone() });
    expect((await chosen.view()).scheduledAt).toBe(when);
    // Spread from it, this one is moved by us.
    expect((await other.view()).scheduledAt).toBe('2026-12-08T06:00:00.000Z');
    vi.setSystemTime(at('15:00'));
    await chosen.settle();
    expect(await chosen.status()).toBe('ringing_manager');

    const late = await playOrder(shop, {
      ...FAR_EAST,
      when: new Date(at('15:30')).toISOString(),
      phone: aPhone(),
    });
    vi.setSystemTime(at('16:30'));
    await late.settle();
    expect(await late.view()).toMatchObject({ status: 'planned', scheduledAt: '2026-12-08T06:00:00.000Z' });
  });

  it('end a callback whose next attempt has no time in them, and say so', async () => {
    const shop = await aShopInMoscow();
    await setOrders(shop, { countries: ['RU', 'US'] });
    vi.setSystemTime(at('12:00'));
    // Nine to eighteen in Moscow is one to ten at night in New York.
    const schedules = await shop.admin<{ items: { id: string }[] }>('GET', 'schedules');
    const week = { mon: [{ from: '09:00', to: '13:00' }] };
    const none = { tue: [], wed: [], thu: [], fri: [] };
    await shop.admin('PATCH', `schedules/${schedules.items[0]?.id}`, {
      week: { ...week, ...none },
      convenient: { mon: null, tue: null },
    });
    await changeWidget(shop, { name: 'Told anew' });
    const order = await playOrder(shop, { phone: '+12125551234', zone: 'America/New_York' });
    await order.hand('manager', { type: 'decline' });
    await order.hand('manager', { type: 'decline' });
    expect(await order.view()).toMatchObject({ status: 'failed', reason: 'no_hours' });
  });
});

describe('the orders of a widget that loses its last office', () => {
  const recordOf = (shop: TestShop, id: string) => shop.admin<Callback>('GET', `callbacks/${id}`);
  const settle = async (shop: TestShop) => {
    for (let i = 0; i < 3; i++) {
      await runDurableObjectAlarm(env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`));
      await runDurableObjectAlarm(env.ACCOUNT.getByName(`account:${shop.id}`));
    }
  };

  async function aShopWithOrders() {
    const shop = await aShopInMoscow();
    await shop.admin('PATCH', `offices/${shop.office}`, {
      notifications: [{ email: 'boss@beresta.example', on: 'failure' }],
    });
    const planned = await playOrder(shop, { phone: aPhone() });
    await setOrders(shop, { perWidgetHour: 1 });
    const unsure = await playOrder(shop, { phone: aPhone() });
    expect([await planned.status(), await unsure.status()]).toEqual(['planned', 'needs_confirmation']);
    return { shop, planned, unsure };
  }

  it('end after a quarter of an hour, and its office is told', async () => {
    const { shop, planned, unsure } = await aShopWithOrders();
    await changeWidget(shop, { offices: [] });
    vi.setSystemTime(at('06:14'));
    await settle(shop);
    expect([await planned.status(), await unsure.status()]).toEqual(['planned', 'needs_confirmation']);
    vi.setSystemTime(at('06:15'));
    await settle(shop);
    const ended = { status: 'failed', reason: 'no_answer_manager' };
    expect([await planned.view(), await unsure.view()]).toMatchObject([ended, ended]);
    expect([await recordOf(shop, planned.id), await recordOf(shop, unsure.id)]).toMatchObject([ended, ended]);
    // The one before them asked for a manager's word.
    const told = (await listQueue(shop)).filter(({ subject }) => /^Несостоявшийся звонок/.test(subject));
    expect(told.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('Showroom'),
      expect.stringContaining('Showroom'),
    ]);
  });

  it('go on if it has one again by then', async () => {
    const { shop, planned } = await aShopWithOrders();
    await changeWidget(shop, { offices: [] });
    vi.setSystemTime(at('06:10'));
    await changeWidget(shop, { offices: [shop.otherOffice] });
    vi.setSystemTime(at('06:30'));
    await settle(shop);
    expect(await planned.status()).toBe('planned');
    vi.setSystemTime(at('16:00'));
    await planned.settle();
    expect(await planned.leg('manager')).toMatchObject({ state: 'ringing' });
  });

  it('wait with their time for as long, and end with the widget itself', async () => {
    const { shop, planned } = await aShopWithOrders();
    vi.setSystemTime(at('15:59'));
    const { items } = await shop.admin<{ items: { id: string }[] }>('GET', 'widgets');
    await shop.admin('DELETE', `widgets/${items[0]?.id}`);
    await settle(shop);
    vi.setSystemTime(at('16:00'));
    await settle(shop);
    expect(await planned.status()).toBe('planned');
    vi.setSystemTime(at('16:14'));
    await settle(shop);
    expect(await planned.view()).toMatchObject({ status: 'failed', reason: 'no_answer_manager' });
  });

  it('are talked to an end that were begun', async () => {
    const shop = await aShopInMoscow({ smartCall: { on: false } });
    vi.setSystemTime(at('12:00'));
    const order = await playOrder(shop);
    await order.hand('manager', { type: 'answer' });
    await changeWidget(shop, { offices: [] });
    await order.hand('visitor', { type: 'answer' });
    expect(await order.status()).toBe('talking');
    vi.setSystemTime(at('12:00') + 2 * MINUTE);
    await order.hand('visitor', { type: 'hangup' });
    expect(await order.view()).toMatchObject({ status: 'completed' });
  });
});
