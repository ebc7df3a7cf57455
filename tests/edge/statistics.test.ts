import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type CountedVisit,
  type CounterBatch,
  HOUR_MS,
  hourOf,
  noCounts,
  WEEK_MS,
} from '../../edge/domain/statistics.ts';
import { STAY_COUNTERS } from '../../edge/domain/visit-length.ts';
import { EdgeCounters } from '../../edge/services/edge-counters.ts';
import { aCampaign, aShop, type TestShop } from './support/account.ts';
import { swap } from './support/page.ts';
import { anExchange } from './support/telephony.ts';

/** What waits for work behind an answer waits for a busy machine too. */
const SOON = { timeout: 10_000 };

const account = (shop: TestShop) => env.ACCOUNT.getByName(`account:${shop.id}`);

function hourly(shop: TestShop): Promise<Record<string, unknown>[]> {
  return runInDurableObject(account(shop), (_, state) =>
    state.storage.sql.exec('SELECT * FROM hourly ORDER BY campaign, office').toArray(),
  );
}

describe('the counters of the edge', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-12-01T09:10:00Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('reach the account by the hour, campaign and office', async () => {
    const shop = await aShop();
    const id = await aCampaign(shop, {
      source: 'yandex',
      numbers: ['+74951000001', '+74951000002'],
      fallback: '+74951000003',
    });
    const everybody = await aCampaign(shop, { numbers: ['+74951000004'] });
    const ann = await swap(shop, 'utm_source=yandex');
    await swap(shop, 'utm_source=yandex');
    for (let i = 0; i < 3; i++) await swap(shop, 'utm_source=yandex');
    vi.setSystemTime(Date.now() + 2_000);
    await swap(shop, '', { visitor: ann.visitor, lease: ann.lease, cause: 'renew' });
    await swap(shop, '', { consent: 'memory' });
    vi.setSystemTime(Date.now() + 5_000);
    await swap(shop, '');
    const at = { hour: hourOf(Date.now()), site: shop.site };
    const zero = { views: 0, sessions: 0, leased: 0, renewed: 0, extended_s: 0, static: 0 };
    const stays = Object.fromEntries(STAY_COUNTERS.map((counter) => [counter, 0]));
    const none = { ...at, ...zero, ...stays, fallback: 0, exhausted: 0, remembered: 0 };
    await vi.waitFor(
      async () =>
        expect(await hourly(shop)).toEqual(
          [
            { ...none, campaign: id, office: '', views: 6, sessions: 5, stay0: 2 },
            {
              ...none,
              campaign: id,
              office: shop.office,
              leased: 2,
              renewed: 1,
              extended_s: 2,
              fallback: 3,
              remembered: 2,
            },
            { ...none, campaign: everybody, office: '', views: 2, sessions: 1 },
            { ...none, campaign: everybody, office: shop.office, static: 2 },
          ].sort((a, b) => (a.campaign + a.office < b.campaign + b.office ? -1 : 1)),
        ),
      SOON,
    );
  });

  it('are added once, however often a flush is repeated', async () => {
    const shop = await aShop();
    const row = { ...noCounts(), site: shop.site, campaign: 'cmp', office: '', hour: 1, views: 3 };
    const batch: CounterBatch = { isolate: 'i', seq: 2, rows: [row], issues: [] };
    const late = { ...batch, seq: 1 };
    for (const next of [batch, batch, late]) await account(shop).addCounts({ batch: next });
    await account(shop).addCounts({ batch: { ...batch, isolate: 'other', seq: 1 } });
    expect(await hourly(shop)).toMatchObject([{ views: 6 }]);
  });
});

describe('a number', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells how often it was given out and called in the last week, and when last', async () => {
    const start = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: start });
    const shop = await aShop();
    await aCampaign(shop, {
      numbers: ['+74951000001', '+74951000002'],
      fallback: '+74951000003',
    });
    const ann = await swap(shop, '');
    await swap(shop, '', { visitor: ann.visitor, lease: ann.lease });
    const exchange = await anExchange(shop);
    await exchange.tell('call.started', {
      call: '1',
      number: '+74951000001',
      caller: '+79161234567',
    });
    const shown = () => shop.admin('GET', `numbers/${shop.numbers['+74951000001']}`);
    const at = new Date(start).toISOString();
    await vi.waitFor(
      async () =>
        expect(await shown()).toMatchObject({ lastIssueAt: at, issues: 1, lastCallAt: at, calls: 1 }),
      SOON,
    );
    const { items } = await shop.admin<{ items: { e164: string; issues: number }[] }>('GET', 'numbers');
    expect(items.map(({ issues }) => issues)).toEqual([1, 0, 0, 0, 0]);
    vi.setSystemTime(start + WEEK_MS + HOUR_MS);
    expect(await shown()).toMatchObject({ lastIssueAt: at, issues: 0, lastCallAt: at, calls: 0 });
  });
});

describe('an isolate', () => {
  const visit: CountedVisit = { counts: [{ office: '', counter: 'views', by: 1 }], issued: ['+7001'] };

  function anIsolate() {
    const state = {
      now: 1_000_000,
      sent: [] as CounterBatch[],
      fails: false,
      work: [] as Promise<unknown>[],
    };
    const counters = new EdgeCounters(
      'i',
      async (_, batch) => {
        state.sent.push(batch);
        if (state.fails) throw new Error('out of reach');
      },
      () => state.now,
      () => 0.5,
    );
    const see = async (afterMs: number) => {
      state.now += afterMs;
      counters.add({ account: 'acc', site: 's', campaign: '' }, visit, null, (work) => state.work.push(work));
      await Promise.all(state.work);
    };
    return { state, see };
  }
  const views = ({ seq, rows }: CounterBatch) => [seq, rows.reduce((sum, row) => sum + row.views, 0)];

  it('hands over at most once in five seconds', async () => {
    const { state, see } = anIsolate();
    for (const ms of [0, 1_000, 3_999, 1, 4_000, 1_000]) await see(ms);
    expect(state.sent.map(views)).toEqual([
      [1, 1],
      [2, 3],
      [3, 2],
    ]);
    expect(state.sent[1]?.issues).toEqual([{ number: '+7001', hour: 0, issues: 3, lastAt: 1_005_000 }]);
  });

  it('sends what may not have arrived again under the same number, and loses nothing behind it', async () => {
    const { state, see } = anIsolate();
    state.fails = true;
    await see(0);
    await see(5_000);
    state.fails = false;
    await see(5_000);
    await see(5_000);
    expect(state.sent.map(views)).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
      [2, 3],
    ]);
  });
});
