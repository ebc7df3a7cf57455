import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { HOUR_MS, hourOf, WEEK_MS } from '../../../edge/domain/statistics.ts';
import { EntityStore } from '../../../edge/objects/account/entity-store.ts';
import { aCampaign, aShop, type TestShop } from '../support/account.ts';

interface Listed {
  items: { e164: string; kind: string; issues: number; lastIssueAt: string | null }[];
}

const accountOf = (shop: TestShop) => env.ACCOUNT.getByName(`account:${shop.id}`);

/** As if it had been bought: such a number is the stock’s to make, and no request’s. */
async function buy(shop: TestShop, e164: string): Promise<void> {
  await runInDurableObject(accountOf(shop), (_, { storage }) => {
    const labels = { region: 'Moscow', operator: 'MTT', cost: 15_000 };
    const number = { id: 'num_bbbbbbbbbbbbbbbb', e164, kind: 'bought', status: 'active', ...labels } as const;
    new EntityStore(storage.sql).insert('numbers', number, Date.now());
  });
}

/** As an isolate of the edge tells: the number was given out so often in that hour. */
async function issue(shop: TestShop, number: string, at: number, issues: number): Promise<void> {
  const row = { number, hour: hourOf(at), issues, lastAt: at };
  const batch = { isolate: crypto.randomUUID(), seq: 1, rows: [], issues: [row] };
  await accountOf(shop).addCounts({ batch });
}

describe('the list of numbers', () => {
  it('has those bought and one’s own together, each with its status and figures (S2-14, S2-17)', async () => {
    const shop = await aShop();
    await shop.admin('POST', 'numbers', { e164: '+74957770000' });
    await buy(shop, '+74957770001');
    const campaign = await aCampaign(shop, { numbers: ['+74951000001'] });
    await issue(shop, '+74957770001', Date.now(), 3);
    const { items } = await shop.admin<Listed>('GET', 'numbers');
    const find = (number: string) => items.find(({ e164 }) => e164 === number);
    const figures = { lastIssueAt: null, issues: 0, lastCallAt: null, calls: 0 };
    expect(find('+74957770000')).toMatchObject({ kind: 'own', status: 'not_connected', ...figures });
    expect(find('+74957770001')).toMatchObject({
      kind: 'bought',
      status: 'active',
      region: 'Moscow',
      operator: 'MTT',
      cost: 15_000,
      campaign: null,
      issues: 3,
      calls: 0,
    });
    expect(find('+74951000001')).toMatchObject({ kind: 'virtual', campaign });
    const bought = await shop.admin<Listed>('GET', 'numbers?kind=bought');
    expect(bought.items.map(({ e164 }) => e164)).toEqual(['+74957770001']);
  });

  it('has figures of the last week and of nothing before it (S2-15)', async () => {
    const shop = await aShop();
    const now = Date.now();
    await issue(shop, '+74951000001', now - WEEK_MS - HOUR_MS, 40);
    await issue(shop, '+74951000001', now - WEEK_MS + HOUR_MS, 2);
    await issue(shop, '+74951000001', now, 1);
    await issue(shop, '+74951000002', now - 2 * WEEK_MS, 7);
    const { items } = await shop.admin<Listed>('GET', 'numbers?sort=e164');
    expect(items.slice(0, 2).map(({ issues }) => issues)).toEqual([3, 0]);
    expect(items[1]?.lastIssueAt).toBe(new Date(now - 2 * WEEK_MS).toISOString());
  });
});
