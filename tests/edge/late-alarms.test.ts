import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aShop } from './support/account.ts';
import { changeWidget, playOrder } from './support/telephones.ts';

/** From a Monday on, by Moscow's clock. */
const at = (date: number, time: string) =>
  Date.parse(`2026-12-${String(date).padStart(2, '0')}T${time}:00+03:00`);
const TEN = at(7, '10:00');
const HOUR = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: at(7, '06:00') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Ordered in the night, to be called on Monday at ten. */
async function aNightOrder() {
  const shop = await aShop();
  const day = [{ from: '09:00', to: '18:00' }];
  const schedule = await shop.admin<{ id: string }>('POST', 'schedules', {
    name: 'Office hours',
    timeZone: 'Europe/Moscow',
    week: { mon: day, tue: day, wed: day },
    convenient: { mon: '10:00' },
  });
  const delays = { managerS: 0, extensionS: 0, visitorS: 0, ivrS: 0 };
  await changeWidget(shop, { schedule: schedule.id, offices: [shop.office], scenario: { delays } });
  const call = await playOrder(shop);
  expect(await call.view()).toMatchObject({ status: 'planned', scheduledAt: new Date(TEN).toISOString() });
  const callbacks = env.CALLBACK.getByName(`callback:${shop.id}:${shop.widget}`);
  return { call, ring: () => runDurableObjectAlarm(callbacks) };
}

describe('a call whose alarm is late (C-5)', () => {
  it.each([0, 1_000, 4 * 60_000, 6 * 60_000, HOUR, 7.9 * HOUR, 24 * HOUR, 48 * HOUR])(
    'by %d ms is made once, if that is in working time',
    async (lateMs) => {
      const { call, ring } = await aNightOrder();
      vi.setSystemTime(TEN + lateMs);
      await Promise.all([ring(), ring()]);
      await call.settle();
      await ring();
      expect(await call.view()).toMatchObject({ status: 'ringing_manager', attempt: 1 });
      await call.hand('manager', { type: 'decline' });
      expect(await call.view()).toMatchObject({ status: 'failed', reason: 'busy_manager' });
    },
  );

  it.each([
    ['18:00', 7, 8],
    ['21:00', 7, 8],
    ['03:00', 8, 8],
    ['08:59', 9, 9],
  ])('until %s of the %dth waits for the next working time', async (time, date, next) => {
    const { call, ring } = await aNightOrder();
    vi.setSystemTime(at(date, time));
    await Promise.all([ring(), ring()]);
    await call.settle();
    expect(await call.view()).toMatchObject({
      status: 'planned',
      scheduledAt: new Date(at(next, '09:00')).toISOString(),
    });
    expect(await call.leg('manager')).toBeUndefined();
    vi.setSystemTime(at(next, '09:00'));
    await call.settle();
    expect((await call.leg('manager'))?.state).toBe('ringing');
  });
});
