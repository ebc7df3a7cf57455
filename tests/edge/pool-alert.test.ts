import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR_MS, hourOf, noCounts } from '../../edge/domain/statistics.ts';
import type { AccountEvent } from '../../shared/contract/admin/event.ts';
import { aCampaign, aShop, send, type TestShop } from './support/account.ts';
import { swap } from './support/page.ts';

const START = Date.parse('2026-12-01T09:30:00Z');
const POOL = { numbers: ['+74951000001', '+74951000002'], fallback: '+74951000003' };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

let flushes = 0;

/** As an isolate of the edge tells: so many newcomers of this hour, so many of them without a number. */
async function count(shop: TestShop, campaign: string, newcomers: number, without: number): Promise<void> {
  const hour = hourOf(Date.now());
  const counts = { ...noCounts(), leased: newcomers - without, fallback: without };
  flushes += 1;
  const rows = [{ ...counts, site: shop.site, campaign, office: shop.office, hour }];
  const batch = { isolate: `i${flushes}`, seq: 1, rows, issues: [] };
  // Every flush may arrive twice.
  for (let i = 0; i < 2; i++) await env.ACCOUNT.getByName(`account:${shop.id}`).addCounts({ batch });
}

const events = async (shop: TestShop) =>
  (await shop.admin<{ items: AccountEvent[] }>('GET', 'events?type=pool.alert')).items;
const codes = async (shop: TestShop, campaign: string) => {
  type Warned = { warnings: { code: string; message: string }[] };
  const { warnings } = await shop.admin<Warned>('GET', `campaigns/${campaign}`);
  return warnings.map(({ code }) => code);
};
const setAlerts = (shop: TestShop, fallbackShare: number | null) =>
  send(`/admin/v1/accounts/${shop.id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${shop.token}`, 'if-match': '*' },
    body: JSON.stringify({ alerts: { fallbackShare } }),
  });

describe('a pool that runs dry', () => {
  it('is an event once, with the numbers that it needs (S2-62, S2-63)', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, POOL);
    await count(shop, campaign, 30, 12);
    await count(shop, campaign, 30, 20);
    const [event, ...others] = await events(shop);
    expect(others).toEqual([]);
    expect(event).toEqual({
      id: expect.stringMatching(/^evt_/),
      type: 'pool.alert',
      occurredAt: new Date(START).toISOString(),
      account: shop.id,
      site: shop.site,
      data: {
        campaign,
        office: shop.office,
        fallbackShare: 0.4,
        newcomers: 30,
        numbers: 2,
        needed: 18,
        holdS: 600,
      },
    });
    expect(await shop.admin('GET', `events/${event?.id}`)).toEqual(event);
  });

  it('is a warning of its campaign, which blames too few numbers or too long a hold (S2-62, S2-63)', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, POOL);
    await count(shop, campaign, 30, 12);
    const { warnings } = await shop.admin<{ warnings: { code: string }[] }>('GET', `campaigns/${campaign}`);
    expect(warnings.find(({ code }) => code === 'pool_exhausting')).toEqual({
      code: 'pool_exhausting',
      path: 'offices.0.numbers',
      message:
        '12 of the 30 newcomers of the last two hours got no number of their own: too few numbers or too long a hold. ' +
        'As they come now, 18 numbers are needed instead of 2, or a shorter hold.',
    });
    vi.setSystemTime(START + 2 * HOUR_MS);
    expect(await codes(shop, campaign)).toEqual(['pool_too_small']);
  });

  it('is told of again after six hours, or when it recovered meanwhile', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, POOL);
    await count(shop, campaign, 30, 12);
    const at = async (hours: number, newcomers: number, without: number) => {
      vi.setSystemTime(START + hours * HOUR_MS);
      await count(shop, campaign, newcomers, without);
      return (await events(shop)).length;
    };
    expect([await at(3, 30, 12), await at(6, 30, 12)]).toEqual([1, 2]);
    expect([await at(8, 30, 0), await at(10, 30, 12)]).toEqual([2, 3]);
  });

  it('is told of above the account’s own share, and never where alerts are off', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, POOL);
    await setAlerts(shop, null);
    await count(shop, campaign, 30, 12);
    expect([await events(shop), await codes(shop, campaign)]).toEqual([[], ['pool_too_small']]);
    await setAlerts(shop, 0.5);
    await count(shop, campaign, 30, 15);
    expect(await events(shop)).toEqual([]);
    await setAlerts(shop, 0.4);
    await count(shop, campaign, 1, 1);
    expect(await events(shop)).toHaveLength(1);
  });

  it('is told of by visits alone, without anybody asking', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, POOL);
    for (let visitor = 0; visitor < 24; visitor++) {
      vi.setSystemTime(Date.now() + 1_000);
      await swap(shop, '');
    }
    // The isolate tells what it counted behind a later answer.
    const told = async () => {
      vi.setSystemTime(Date.now() + 6_000);
      await swap(shop, '');
      expect(await events(shop)).toHaveLength(1);
    };
    await vi.waitFor(told, { timeout: 20_000 });
    expect((await events(shop))[0]?.data).toMatchObject({ campaign, numbers: 2 });
  });

  it('is forgotten after ninety days', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, POOL);
    await count(shop, campaign, 30, 12);
    const listedAfter = async (days: number) => {
      vi.setSystemTime(START + days * 24 * HOUR_MS);
      await runDurableObjectAlarm(env.ACCOUNT.getByName(`account:${shop.id}`));
      return (await events(shop)).length;
    };
    expect(await listedAfter(89)).toBe(1);
    expect(await listedAfter(91)).toBe(0);
  });

  it('is no event of a campaign that is paused, or of an office that shares one number', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, POOL);
    const shared = await aCampaign(shop, { numbers: ['+74951000004'] });
    await shop.admin('POST', `campaigns/${campaign}/pause`);
    for (const id of [campaign, shared]) await count(shop, id, 30, 30);
    expect(await events(shop)).toEqual([]);
  });
});
