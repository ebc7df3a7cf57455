import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SAMPLES_AN_HOUR } from '../../edge/domain/limits.ts';
import { type CounterBatch, HOUR_MS, hourOf, noCounts } from '../../edge/domain/statistics.ts';
import type { VisitSample } from '../../edge/domain/visit-sample.ts';
import type { Replay } from '../../shared/contract/admin/replay.ts';
import { adminPath } from '../../shared/paths.ts';
import { aCampaign, aShop, send, type TestShop } from './support/account.ts';
import { swap } from './support/page.ts';
import { aVisit } from './support/visit.ts';

/** Ahead of the real clock, so that no alarm fires by itself. */
const HOUR = (hourOf(Date.now()) + 48) * HOUR_MS;
const NOW = HOUR + 10.5 * 60_000;
const MINUTE = at(HOUR + 10 * 60_000);
/** What waits for work behind an answer waits for a busy machine too. */
const SOON = { timeout: 10_000 };
const DAY_MS = 24 * HOUR_MS;

function at(ms: number): string {
  return new Date(ms).toISOString();
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

const account = (shop: TestShop) => env.ACCOUNT.getByName(`account:${shop.id}`);
const replay = (shop: TestShop, order: string[], more: object = {}) =>
  shop.admin<Replay>('POST', 'campaigns/replay', { site: shop.site, order, ...more });

/** Two campaigns without offices' numbers to run dry: for an advert, and for everybody. */
async function aRuledShop(): Promise<TestShop & { yandex: string; everybody: string }> {
  const shop = await aShop();
  const yandex = await aCampaign(shop, { name: 'Yandex', source: 'yandex', numbers: ['+74951000001'] });
  const everybody = await aCampaign(shop, { name: 'Everybody', numbers: ['+74951000002'] });
  return { ...shop, yandex, everybody };
}

function rowsOf(shop: TestShop): Promise<Record<string, string | number>[]> {
  return runInDurableObject(account(shop), (_, state) =>
    state.storage.sql
      .exec<Record<string, string | number>>('SELECT * FROM visit_samples ORDER BY hour, draw')
      .toArray(),
  );
}

/** Whoever comes later hands over what waits; without a session they are not sampled themselves. */
async function untilKept(shop: TestShop, samples: number): Promise<void> {
  await vi.waitFor(async () => {
    vi.setSystemTime(Date.now() + 5_000);
    await swap(shop, '', { consent: 'memory' });
    expect(await rowsOf(shop)).toHaveLength(samples);
  }, SOON);
}

function aSample(shop: TestShop, draw: number, changes: Partial<VisitSample> & { at?: number } = {}) {
  const { at = NOW, ...rest } = changes;
  return { site: shop.site, campaign: null, draw, visit: aVisit('utm_source=yandex', at), ...rest };
}

let seq = 0;
async function tell(shop: TestShop, samples: VisitSample[], rows: CounterBatch['rows'] = []): Promise<void> {
  const batch = { isolate: 'i', seq: ++seq, rows, issues: [], samples };
  await account(shop).addCounts({ batch });
}

describe('a visit', () => {
  it('is replayed in another order of the campaigns: who would have moved where, with examples', async () => {
    const shop = await aRuledShop();
    const ann = await swap(shop, 'utm_source=yandex&yclid=174412345678#top');
    await swap(shop, 'utm_source=yandex', { visitor: ann.visitor, lease: ann.lease });
    await swap(shop, 'utm_source=bing&email=ann%40mail.example');
    await swap(shop, 'utm_source=yandex', { consent: 'memory' });
    await swap(shop, '');
    await untilKept(shop, 3);
    const answer = await replay(shop, [shop.everybody, shop.yandex]);
    const third = { sampled: 1, share: 1 / 3 };
    expect(answer).toMatchObject({
      from: at(HOUR - 7 * DAY_MS),
      to: at(HOUR + HOUR_MS),
      sessions: 3,
      sampled: 3,
      firstAt: MINUTE,
      lastAt: MINUTE,
      moved: third,
      changedSince: 0,
      campaigns: [
        { id: shop.everybody, before: { sampled: 2 }, after: { sampled: 3, share: 1 } },
        { id: shop.yandex, before: third, after: { sampled: 0, share: 0 } },
      ],
      none: { sampled: 0, share: 0 },
    });
    expect(answer.moves).toMatchObject([
      {
        from: { id: shop.yandex, name: 'Yandex' },
        to: { id: shop.everybody, name: 'Everybody' },
        ...third,
        examples: [
          {
            at: MINUTE,
            landing: 'https://shop.example/?utm_source=yandex&yclid=1744…',
            tags: { source: 'yandex' },
            clickIds: ['yclid'],
            sourceType: 'cpc',
            device: 'desktop',
            visitor: 'new',
          },
        ],
      },
    ]);
    expect(answer.visits).toBeGreaterThanOrEqual(5);
    expect((await replay(shop, [shop.yandex, shop.everybody])).moves).toEqual([]);
  });

  it('leaves nothing in its sample by which it could be told whose it was', async () => {
    const shop = await aRuledShop();
    const url =
      'https://shop.example/u/ann@mail.example?phone=%2B79161234567&yclid=174412345678&sid=s3cr3t#x7';
    const { visitor, session, lease } = await swap(shop, '', { page: { url, referrer: '', title: 'Ann' } });
    await untilKept(shop, 1);
    const kept = String((await rowsOf(shop))[0]?.visit);
    for (const secret of [
      visitor,
      session,
      lease,
      'Ann',
      'mail.example',
      '9161234567',
      '17441',
      's3cr3t',
      'x7',
    ]) {
      expect(kept).not.toContain(String(secret));
    }
    expect(kept).toContain('https://shop.example/u/…?phone=…&yclid=1744…&sid=…');
  });

  it('is held against what was decided then, when the rules have changed since', async () => {
    const shop = await aRuledShop();
    await swap(shop, 'utm_source=yandex');
    await untilKept(shop, 1);
    await shop.admin('POST', `campaigns/${shop.yandex}/pause`);
    const answer = await replay(shop, [shop.yandex, shop.everybody]);
    expect(answer).toMatchObject({ sampled: 1, moved: { sampled: 0 }, changedSince: 1 });
    expect(answer.campaigns[0]).toMatchObject({ status: 'paused', after: { sampled: 0 } });
  });

  it('counts by the share of the hour’s sessions that its sample stands for', async () => {
    const shop = await aRuledShop();
    const busy = { ...noCounts(), site: shop.site, campaign: shop.yandex, office: '', hour: hourOf(NOW) };
    const bing = { visit: aVisit('utm_source=bing', NOW - HOUR_MS) };
    await tell(shop, [aSample(shop, 0.1), aSample(shop, 0.2, bing)], [{ ...busy, views: 20, sessions: 9 }]);
    const answer = await replay(shop, [shop.everybody, shop.yandex]);
    expect(answer).toMatchObject({ visits: 20, sessions: 9, sampled: 2, moved: { sampled: 1, share: 0.9 } });
  });

  it('is only looked at if it was on the site and in the hours that are asked for', async () => {
    const shop = await aRuledShop();
    const ago = (hours: number) => ({ at: NOW - hours * HOUR_MS });
    await tell(shop, [
      ...[0, 1, 2].map((hours) => aSample(shop, 0.5, ago(hours))),
      aSample(shop, 0.5, { ...ago(1), site: 'site_0123456789abcdef' }),
    ]);
    const of = async (from: number, to: number) =>
      (await replay(shop, [shop.yandex, shop.everybody], { from: at(from), to: at(to) })).sampled;
    expect(await of(HOUR - 1, HOUR)).toBe(1);
    expect(await of(HOUR - HOUR_MS, HOUR + 1)).toBe(2);
    expect(await of(HOUR - 300 * DAY_MS, HOUR + HOUR_MS)).toBe(3);
  });
});

describe('samples', () => {
  it('are kept of an hour and site as long as their draw is among the lowest, from whatever isolate', async () => {
    const shop = await aRuledShop();
    const draws = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) / 100);
    for (let i = 0; i < 100; i += 25) {
      await tell(
        shop,
        draws
          .slice(i, i + 25)
          .flatMap((draw) => [aSample(shop, draw), aSample(shop, draw, { at: NOW - HOUR_MS })]),
      );
    }
    const rows = await rowsOf(shop);
    const lowest = Array.from({ length: SAMPLES_AN_HOUR }, (_, i) => i / 100);
    expect(rows.map(({ draw }) => draw)).toEqual([...lowest, ...lowest]);
  });

  it('come once, however often a flush is repeated, and may be missing from it', async () => {
    const shop = await aRuledShop();
    const batch: CounterBatch = { isolate: 'x', seq: 1, rows: [], issues: [] };
    await account(shop).addCounts({ batch });
    const full = { ...batch, seq: 2, samples: [aSample(shop, 0.1)] };
    for (const next of [full, full, { ...full, seq: 1 }]) await account(shop).addCounts({ batch: next });
    expect(await rowsOf(shop)).toHaveLength(1);
  });

  it('are gone after a week even if nobody visits the site any more, and then nothing is woken again', async () => {
    const shop = await aRuledShop();
    await tell(shop, [aSample(shop, 0.1), aSample(shop, 0.2, { at: NOW - 5 * DAY_MS })]);
    const kept: number[] = [];
    for (let day = 1; day <= 9; day++) {
      vi.setSystemTime(NOW + day * DAY_MS);
      await runDurableObjectAlarm(account(shop));
      kept.push((await rowsOf(shop)).length);
    }
    expect(kept).toEqual([2, 2, 1, 1, 1, 1, 1, 0, 0]);
    const timers = await runInDurableObject(account(shop), (_, state) =>
      state.storage.sql.exec("SELECT * FROM timers WHERE kind = 'statistics'").toArray(),
    );
    expect(timers).toEqual([]);
  });
});

describe('POST …/campaigns/replay', () => {
  it('names what is wrong with the order, the site and the time', async () => {
    const shop = await aRuledShop();
    const { yandex, everybody } = shop;
    const site = (await shop.admin<{ id: string }>('POST', 'sites', { name: 'B', hosts: ['b.example'] })).id;
    const elsewhere = await shop.admin<{ id: string }>('POST', 'campaigns', {
      name: 'Elsewhere',
      site,
      offices: [{ office: shop.office, selectors: ['.phone'], numbers: [] }],
    });
    const archived = await aCampaign(shop, { numbers: ['+74951000003'] });
    await shop.admin('POST', `campaigns/${archived}/archive`);
    const none = 'cmp_0000000000000000';
    const faults: [object, ...string[]][] = [
      [{ site: 'site_0000000000000000' }, 'site unknown_reference'],
      [{ order: [] }, 'order too_short'],
      [{ order: ['x'] }, 'order.0 invalid_format'],
      [{ order: [yandex, none, everybody] }, 'order.1 unknown_reference'],
      [{ order: [yandex, everybody, elsewhere.id] }, 'order.2 unknown_reference'],
      [{ order: [archived, yandex, everybody] }, 'order.0 unknown_reference'],
      [{ order: [yandex, yandex, everybody] }, 'order.1 repeated'],
      [{ order: [yandex] }, 'order incomplete'],
      [{ order: [everybody, everybody] }, 'order.1 repeated', 'order incomplete'],
      [{ from: 'yesterday' }, 'from invalid_format'],
      [{ from: at(NOW - 1), to: at(NOW - 1) }, 'from out_of_range'],
      [{ to: at(NOW - 7 * DAY_MS) }, 'to out_of_range'],
      [{ colour: 'red' }, 'colour unrecognized_key'],
    ];
    for (const [change, ...expected] of faults) {
      const response = await send(adminPath(shop.id, 'campaigns/replay'), {
        method: 'POST',
        headers: { authorization: `Bearer ${shop.token}` },
        body: JSON.stringify({ site: shop.site, order: [yandex, everybody], ...change }),
      });
      const { errors } = await response.json<{ errors: { path: string; code: string }[] }>();
      const found = errors.map(({ path, code }) => `${path} ${code}`);
      expect([response.status, ...found]).toEqual([400, ...expected]);
    }
  });

  it('changes nothing', async () => {
    const shop = await aRuledShop();
    const before = await shop.admin('GET', 'campaigns');
    await replay(shop, [shop.everybody, shop.yandex]);
    expect(await shop.admin('GET', 'campaigns')).toEqual(before);
  });
});
