import { describe, expect, it } from 'vitest';
import type { Callback } from '../../shared/contract/admin/callback.ts';
import { aShop } from './support/account.ts';
import { countOf, from, HOUR, orderedAs, setOrders, settle, useOwnClock, viewOf } from './support/guarded.ts';
import { order } from './support/page.ts';

const { ahead } = useOwnClock();

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
