import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Callback } from '../../shared/contract/admin/callback.ts';
import type { CallbackView } from '../../shared/contract/callback.ts';
import { callbackPath } from '../../shared/paths.ts';
import { aShop, send, type TestShop } from './support/account.ts';
import { aPhone, order, postOrder } from './support/page.ts';
import { changeWidget, playOrder } from './support/telephones.ts';

const MINUTE = 60_000;
/** Monday, 7 December 2026, on Moscow's clock. */
const at = (time: string) => Date.parse(`2026-12-07T${time}:00+03:00`);
const NO_PAUSES = { managerS: 0, extensionS: 0, visitorS: 0, ivrS: 0 };

async function aShopWithHours(
  changes: Record<string, unknown> = {},
): Promise<TestShop & { schedule: string }> {
  const shop = await aShop();
  const day = [{ from: '09:00', to: '18:00' }];
  const schedule = await shop.admin<{ id: string }>('POST', 'schedules', {
    name: 'Office hours',
    timeZone: 'Europe/Moscow',
    week: { mon: day, tue: day, wed: day, thu: day, fri: day },
    convenient: { mon: '10:00', tue: '10:00' },
    intervalMin: 5,
  });
  await changeWidget(shop, {
    schedule: schedule.id,
    scenario: { delays: NO_PAUSES, retries: { afterMin: [10, 30] }, ...changes },
  });
  return { ...shop, schedule: schedule.id };
}

const recordOf = async (shop: TestShop, id: string) => shop.admin<Callback>('GET', `callbacks/${id}`);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: at('06:00') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a callback from night to noon', () => {
  it('comes at the convenient time, spread, is repeated after a busy line, and connects (S1-26, S1-33, S1-92, S1-93)', async () => {
    const shop = await aShopWithHours();
    const first = await playOrder(shop);
    const second = await playOrder(shop, { phone: '+79161234568' });
    expect([await first.view(), await second.view()]).toMatchObject([
      { status: 'planned', scheduledAt: '2026-12-07T07:00:00.000Z' },
      { status: 'planned', scheduledAt: '2026-12-07T07:05:00.000Z' },
    ]);

    vi.setSystemTime(at('10:00'));
    await first.settle();
    expect([await first.status(), await second.status()]).toEqual(['ringing_manager', 'planned']);
    await first.hand('manager', { type: 'decline' });
    await first.hand('manager', { type: 'decline' }); // the second office as well
    expect(await first.view()).toMatchObject({
      status: 'retry_planned',
      reason: 'busy_manager',
      scheduledAt: '2026-12-07T07:10:00.000Z',
    });

    vi.setSystemTime(at('10:10'));
    await first.settle();
    await first.hand('manager', { type: 'answer' });
    await first.hand('manager', { type: 'digit', digit: '5' });
    await first.hand('visitor', { type: 'answer' });
    expect(await first.status()).toBe('talking');
    vi.setSystemTime(at('10:12'));
    await first.hand('visitor', { type: 'hangup' });
    expect(await recordOf(shop, first.id)).toMatchObject({
      status: 'completed',
      success: true,
      talkS: 120,
      attempts: [
        { attempt: 1, outcome: '486-0', legs: [{ line: 0 }, { line: 1 }] },
        { attempt: 2, outcome: '200-200' },
      ],
    });
  });

  it('is called at once inside the hours, and only there (S1-24, S1-91)', async () => {
    const shop = await aShopWithHours();
    vi.setSystemTime(at('17:59'));
    const inside = await playOrder(shop);
    expect(await inside.status()).toBe('ringing_manager');
    await inside.hand('manager', { type: 'decline' });
    await inside.hand('manager', { type: 'decline' });
    // Ten minutes later the office is closed: the next working time is Tuesday's.
    expect(await inside.view()).toMatchObject({
      status: 'retry_planned',
      scheduledAt: '2026-12-08T06:00:00.000Z',
    });
  });

  it('asks the hours again when its alarm rings late', async () => {
    const shop = await aShopWithHours();
    const night = await playOrder(shop);
    vi.setSystemTime(at('21:00'));
    await night.settle();
    expect(await night.view()).toMatchObject({ status: 'planned', scheduledAt: '2026-12-08T06:00:00.000Z' });
  });

  it('is moved by its visitor to a time that is free and worked, or to the next such', async () => {
    const shop = await aShopWithHours();
    const first = await order(shop, { phone: aPhone() });
    const second = await order(shop, { phone: aPhone() });
    const moveTo = async (time: string) => {
      const init = {
        method: 'PATCH',
        headers: { origin: 'https://shop.example', 'content-type': 'text/plain' },
        body: JSON.stringify({ when: new Date(at(time)).toISOString() }),
      };
      const answer = await send(callbackPath(second.id, second.token), init);
      return (await answer.json<CallbackView>()).scheduledAt;
    };
    expect([first.scheduledAt, second.scheduledAt]).toEqual([
      '2026-12-07T07:00:00.000Z',
      '2026-12-07T07:05:00.000Z',
    ]);
    expect(await moveTo('10:00')).toBe('2026-12-07T07:05:00.000Z');
    // Its own time is no obstacle to it.
    expect(await moveTo('10:06')).toBe('2026-12-07T07:06:00.000Z');
    expect(await moveTo('20:00')).toBe('2026-12-08T06:00:00.000Z');
  });

  it('goes by a special day, and is refused where there is no working time at all (S1-35, S1-37)', async () => {
    const shop = await aShopWithHours();
    const hours = [{ from: '12:00', to: '13:00' }];
    const special = { specialDays: [{ dates: ['2026-12-07'] }, { dates: ['2026-12-08'], hours }] };
    await shop.admin('PATCH', `schedules/${shop.schedule}`, special);
    await changeWidget(shop, { name: 'Told anew' });
    // Monday is a holiday, and on Tuesday ten o'clock lies outside of that day's own hours.
    expect(await (await playOrder(shop)).view()).toMatchObject({ scheduledAt: '2026-12-14T07:00:00.000Z' });

    const closed = await shop.admin<{ id: string; warnings: { code: string }[] }>('POST', 'schedules', {
      name: 'Never',
      timeZone: 'Europe/Moscow',
    });
    expect(closed.warnings.map(({ code }) => code)).toEqual(['no_hours']);
    await changeWidget(shop, { schedule: closed.id });
    const refused = await postOrder(shop, { phone: '+79161234569' });
    expect([refused.status, (await refused.json<{ type: string }>()).type]).toEqual([
      409,
      expect.stringMatching(/no_hours$/),
    ]);
  });

  it('warns of an interval above ten minutes (S1-34)', async () => {
    const shop = await aShopWithHours();
    const changed = await shop.admin<{ warnings: { code: string; path: string }[] }>(
      'PATCH',
      `schedules/${shop.schedule}`,
      { intervalMin: 11 },
    );
    expect(changed.warnings).toMatchObject([{ code: 'interval_long', path: 'intervalMin' }]);
  });

  it.each([0, 3])(
    'waits while its widget rings as many telephones as it may, after %d s',
    async (managerS) => {
      const shop = await aShopWithHours({ maxAtOnce: 1, delays: { ...NO_PAUSES, managerS } });
      vi.setSystemTime(at('11:00'));
      const first = await playOrder(shop);
      const second = await playOrder(shop, { phone: '+79161234568' });
      expect(await second.status()).toBe('due');
      vi.setSystemTime(at('11:00') + managerS * 1_000);
      await first.settle();
      expect([await first.status(), await second.status()]).toEqual(['ringing_manager', 'due']);
      await first.hand('manager', { type: 'answer' });
      await first.hand('manager', { type: 'digit', digit: '7' });
      expect(await first.view()).toMatchObject({ status: 'cancelled', reason: 'cancelled_by_manager' });
      for (const passed of [MINUTE, MINUTE + managerS * 1_000]) {
        vi.setSystemTime(at('11:00') + passed);
        await second.settle();
      }
      expect(await second.status()).toBe('ringing_manager');
    },
  );
});
