import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { HOUR_MS, hourOf, noCounts } from '../../edge/domain/statistics.ts';
import type { Stats } from '../../shared/contract/admin/stats.ts';
import { aCampaign, aShop, send, type TestShop } from './support/account.ts';
import { anExchange, listCalls } from './support/telephony.ts';

const HOUR = hourOf(Date.now()) - 3;

/** A pool of two numbers that 30 newcomers asked in one hour, of whom 12 got none; 10 more in the next hour did. */
async function aBusyShop(): Promise<TestShop & { campaign: string }> {
  const shop = await aShop();
  const numbers = ['+74951000001', '+74951000002'];
  const campaign = await aCampaign(shop, { numbers, fallback: '+74951000003' });
  const place = { ...noCounts(), site: shop.site, campaign };
  const busy = { leased: 18, fallback: 12, remembered: 5, renewed: 9, extendedS: 0 };
  const rows = [
    { ...place, office: '', hour: HOUR, views: 90, sessions: 30 },
    { ...place, office: shop.office, hour: HOUR, ...busy },
    { ...place, office: shop.office, hour: HOUR + 1, leased: 10, extendedS: 28 * 120 },
  ];
  const batch = { isolate: 'i', seq: 1, rows, issues: [] };
  await env.ACCOUNT.getByName(`account:${shop.id}`).addCounts({ batch });
  return { ...shop, campaign };
}

describe('GET …/stats', () => {
  it('tells of each campaign and office what was counted, and what Erlang B makes of it (S2-62, S2-63)', async () => {
    const shop = await aBusyShop();
    const exchange = await anExchange(shop);
    await exchange.tell('call.started', { call: '1', number: '+74951000003', caller: '+79161234567' });
    await listCalls(shop);
    const stats = await shop.admin<Stats>('GET', 'stats');
    expect(stats.calls).toEqual({ fallback: 1 });
    const share = 12 / 40;
    expect(stats.campaigns).toMatchObject([
      {
        id: shop.campaign,
        views: 90,
        sessions: 30,
        leased: 28,
        fallbackShare: share,
        calls: { fallback: 1 },
      },
    ]);
    const office = stats.campaigns[0]?.offices[0];
    expect(office).toMatchObject({
      office: shop.office,
      numbers: 2,
      leased: 28,
      renewed: 9,
      fallback: 12,
      remembered: 5,
      fallbackShare: share,
      // 30 an hour, each holding 600 s and the two minutes that they stayed on average: 6 erlangs.
      pool: {
        holdS: 720,
        load: 6,
        busiestAt: new Date(HOUR * HOUR_MS).toISOString(),
        needed: [
          { share: 0.05, numbers: 10 },
          { share: 0.01, numbers: 13 },
          { share: 0.001, numbers: 15 },
        ],
        whatIf: null,
      },
    });
    // B(2) of 6 erlangs: 18 / (1 + 6 + 18).
    expect(office?.pool?.fallbackShare).toBeCloseTo(0.72, 6);
  });

  it('tells what another hold would do: a shorter one needs fewer numbers, never more (S2-61, S2-66)', async () => {
    const shop = await aBusyShop();
    const { campaigns } = await shop.admin<Stats>('GET', `stats?campaign=${shop.campaign}&holdS=120`);
    const pool = campaigns[0]?.offices[0]?.pool;
    expect(pool).toMatchObject({ load: 6, whatIf: { holdS: 240, load: 2 } });
    expect(pool?.whatIf?.fallbackShare).toBeCloseTo(0.4, 6);
  });

  it('counts only the hours that were asked for', async () => {
    const shop = await aBusyShop();
    const instant = (hour: number) => new Date(hour * HOUR_MS).toISOString();
    const of = (from: number, to: number) =>
      shop.admin<Stats>('GET', `stats?from=${instant(from)}&to=${instant(to)}`);
    const second = await of(HOUR + 1, HOUR + 2);
    expect(second).toMatchObject({ from: instant(HOUR + 1), to: instant(HOUR + 2) });
    expect(second.campaigns).toMatchObject([{ views: 0, leased: 10, fallbackShare: 0 }]);
    expect((await of(HOUR + 2, HOUR + 3)).campaigns).toMatchObject([{ leased: 0, fallbackShare: null }]);
  });

  it.each(['from=2026-12-02T00:00:00Z&to=2026-12-01T00:00:00Z', 'from=yesterday', 'holdS=0', 'colour=red'])(
    'refuses %s',
    async (query) => {
      const shop = await aShop();
      const headers = { authorization: `Bearer ${shop.token}` };
      const response = await send(`/admin/v1/accounts/${shop.id}/stats?${query}`, { headers });
      expect(response.status).toBe(400);
    },
  );
});

describe('a campaign whose pool is too small', () => {
  it('says so with the number that it needs, and never that the hold is too short', async () => {
    const shop = await aBusyShop();
    const { warnings } = await shop.admin<{ warnings: { code: string; path: string; message: string }[] }>(
      'GET',
      `campaigns/${shop.campaign}`,
    );
    expect(warnings).toEqual([
      {
        code: 'pool_too_small',
        path: 'offices.0.numbers',
        message:
          '30 % of the newcomers of the last week got no number of their own, and in the busiest hour 72 % are to be ' +
          'expected: too few numbers or too long a hold. For 1 % that hour needs 13 numbers instead of 2.',
      },
    ]);
  });
});
