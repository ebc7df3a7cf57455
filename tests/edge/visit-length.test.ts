import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hourOf, noCounts } from '../../edge/domain/statistics.ts';
import type { StayCounter } from '../../edge/domain/visit-length.ts';
import type { Stats } from '../../shared/contract/admin/stats.ts';
import { aCampaign, aShop, type TestShop } from './support/account.ts';
import { swap } from './support/page.ts';

const POOL = ['+74951000001', '+74951000002'];
const accountOf = (shop: TestShop) => env.ACCOUNT.getByName(`account:${shop.id}`);

/** As an isolate of the edge tells: so many visits of each length. */
async function count(shop: TestShop, campaign: string, stays: Partial<Record<StayCounter, number>>) {
  const row = { ...noCounts(), ...stays, site: shop.site, campaign, office: '', hour: hourOf(Date.now()) };
  const batch = { isolate: crypto.randomUUID(), seq: 1, rows: [row], issues: [] };
  await accountOf(shop).addCounts({ batch });
}
const warningsOf = async (shop: TestShop, campaign: string) => {
  type Warned = { warnings: { code: string; path: string; message: string }[] };
  return (await shop.admin<Warned>('GET', `campaigns/${campaign}`)).warnings;
};

describe('a hold and the visits that it is for', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('brings a warning when half of the visits are longer, and a figure to set it by (S2-65)', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, { numbers: POOL });
    await count(shop, campaign, { stay60: 10, stay480: 10, stay960: 20 });
    expect(await warningsOf(shop, campaign)).toEqual([
      {
        code: 'hold_short',
        path: 'sessionS',
        message:
          'Half of the visits of the last week lasted 960 s or longer, and a number is held for 600 s after the last ' +
          'sign of life: whoever reads on for longer may call a number that is another visitor’s by then. A longer hold ' +
          'needs more numbers.',
      },
    ]);
    const { campaigns } = await shop.admin<Stats>('GET', 'stats');
    expect(campaigns).toMatchObject([{ holdS: 600, medianVisitS: 960 }]);
    await shop.admin('PATCH', `campaigns/${campaign}`, { sessionS: 600, afterSessionS: 360 });
    expect(await warningsOf(shop, campaign)).toEqual([]);
  });

  it('brings none for too few visits, for shorter ones, or where nothing is held', async () => {
    const shop = await aShop();
    const few = await aCampaign(shop, { numbers: POOL, source: 'a' });
    await count(shop, few, { stay960: 19 });
    const shared = await aCampaign(shop, { numbers: ['+74951000004'], source: 'b' });
    await count(shop, shared, { stay960: 40 });
    expect([await warningsOf(shop, few), await warningsOf(shop, shared)]).toEqual([[], []]);
    await count(shop, few, { stay60: 100 });
    expect(await warningsOf(shop, few)).toEqual([]);
    const { campaigns } = await shop.admin<Stats>('GET', `stats?campaign=${few}`);
    expect(campaigns[0]?.medianVisitS).toBeLessThan(120);
  });

  it('is measured from page to page by the token, of a stay once', async () => {
    const start = Date.parse('2026-12-01T09:10:00Z');
    vi.useFakeTimers({ toFake: ['Date'], now: start });
    const shop = await aShop();
    const campaign = await aCampaign(shop, { numbers: POOL });
    let ann = await swap(shop, '');
    await swap(shop, '');
    for (const second of [40, 130, 250]) {
      vi.setSystemTime(start + second * 1000);
      ann = await swap(shop, '', { visitor: ann.visitor, lease: ann.lease, cause: 'renew' });
    }
    const sums = () =>
      runInDurableObject(accountOf(shop), (_, { storage }) =>
        storage.sql.exec('SELECT stay0, stay30, stay120, stay240 FROM hourly WHERE office = ?', '').toArray(),
      );
    const told = async () => {
      vi.setSystemTime(Date.now() + 6_000);
      await swap(shop, 'utm_source=other', { consent: 'memory' });
      expect(await sums()).toEqual([{ stay0: 1, stay30: 0, stay120: 0, stay240: 1 }]);
    };
    await vi.waitFor(told, { timeout: 20_000 });
    const { campaigns } = await shop.admin<Stats>('GET', 'stats');
    expect(campaigns).toMatchObject([{ id: campaign, medianVisitS: null }]);
  });
});
