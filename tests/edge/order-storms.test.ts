import { describe, expect, it } from 'vitest';
import type { Callback } from '../../shared/contract/admin/callback.ts';
import { aShop } from './support/account.ts';
import {
  countOf,
  from,
  HOUR,
  MINUTE,
  orderedAs,
  setOrders,
  settle,
  useOwnClock,
  viewOf,
} from './support/guarded.ts';
import { order } from './support/page.ts';

const { pass, ahead } = useOwnClock();

describe('the money of an account', () => {
  it('is not exceeded by 200 orders at once at the last unit of the budget (T-5)', async () => {
    const shop = await aShop();
    await setOrders(shop, { callPrice: 500, spendPerDay: 1_750, perWidgetHour: 10_000, perDay: 10_000 });
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, () => orderedAs(shop, { when: ahead(HOUR) })),
    );
    expect([countOf(outcomes, 'planned'), countOf(outcomes, 'needs_confirmation')]).toEqual([3, 197]);
  });

  it('is not exceeded by a manager’s word', async () => {
    const shop = await aShop();
    await setOrders(shop, { callPrice: 500, spendPerDay: 400 });
    const unsure = await order(shop);
    expect(unsure.status).toBe('needs_confirmation');
    await shop.admin('POST', `callbacks/${unsure.id}/confirm`);
    await settle(shop);
    expect(await viewOf(unsure)).toMatchObject({ status: 'failed', reason: 'caps' });
  });

  it('and the time of its managers survive a storm on one range of numbers; honest orders are kept (T-2)', async () => {
    const shop = await aShop();
    await setOrders(shop, { callPrice: 500, spendPerDay: 5_000 });
    const outcomes: string[] = [];
    const honest: string[] = [];
    for (let minute = 0; minute < 30; minute++) {
      const storm = Array.from({ length: 20 }, (_, i) =>
        orderedAs(shop, { phone: `+7917555${String(minute * 20 + i).padStart(4, '0')}`, when: ahead(HOUR) }),
      );
      outcomes.push(...(await Promise.all(storm)));
      if (minute % 3 === 0) honest.push(await orderedAs(shop, { when: ahead(HOUR) }));
      pass(MINUTE);
    }
    // One alert for the storm, however long it lasts.
    await settle(shop);
    const { items } = await shop.admin<{ items: { type: string; data: object }[] }>(
      'GET',
      'events?type=callback.alert',
    );
    expect(items).toMatchObject([{ type: 'callback.alert', data: { widget: shop.widget, waiting: 10 } }]);
    expect(countOf(outcomes, 'planned')).toBeLessThanOrEqual(10);
    expect(countOf(outcomes, '429 caps')).toBe(570);
    expect(countOf([...outcomes, ...honest], 'planned')).toBeLessThanOrEqual(10); // 5,000 at 500 each
    expect(honest.filter((one) => one === 'planned' || one === 'needs_confirmation')).toHaveLength(
      honest.length,
    );
  });

  it('and a widget are kept from one sender, who is refused in the end', async () => {
    const shop = await aShop();
    const outcomes: string[] = [];
    for (let i = 0; i < 110; i++)
      outcomes.push(await orderedAs(shop, { when: ahead(HOUR) }, from(`203.5.5.${i}`)));
    expect([outcomes[19], outcomes[20], outcomes[99], outcomes[100]]).toEqual([
      'planned',
      'needs_confirmation',
      'needs_confirmation',
      '429 caps',
    ]);
    await settle(shop);
    const { items } = await shop.admin<{ items: Callback[] }>('GET', 'callbacks?status=needs_confirmation');
    expect(new Set(items.flatMap(({ doubts }) => doubts))).toEqual(new Set(['sender']));
  });
});
