import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { EXHAUSTED_MS, SHARED_REST_MS } from '../../edge/domain/limits.ts';
import { aCampaign, aShop, type TestShop } from './support/account.ts';
import { swap } from './support/page.ts';
import { aLease, leaseOne } from './support/pool.ts';

describe('a number that moves from one campaign to another', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is granted nowhere until its last promise there has ended and rested', async () => {
    const shop = await aShop();
    const first = await aCampaign(shop, { source: 'yandex', numbers: ['+74951000001', '+74951000002'] });
    const ann = await swap(shop, 'utm_source=yandex');
    expect(ann.swaps[0]?.number).toBe('+74951000001');

    await shop.admin('POST', `campaigns/${first}/archive`);
    const second = await aCampaign(shop, { source: 'google', numbers: ['+74951000001', '+74951000003'] });
    await settle(shop);
    // Ann's number rests with her, so the two others go first, and a third visitor gets nothing.
    expect(await numbersOf(shop, 'google', 3)).toEqual(['+74951000003', null, null]);
    const config = await runInDurableObject(env.POOL.getByName(`pool:${shop.id}:${second}`), (_, state) =>
      state.storage.sql
        .exec<{ usable_from: number }>('SELECT usable_from FROM numbers ORDER BY e164')
        .toArray(),
    );
    // Hold 600 s and rest 60 s, from the grant.
    expect(config[0]?.usable_from).toBeGreaterThan(Date.now() + 650_000);
    expect(config[1]?.usable_from).toBe(0);
  });

  it('is moving until the pool has spoken, and active after', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, { numbers: ['+74951000001', '+74951000002'] });
    await swap(shop, '');
    await shop.admin('POST', `campaigns/${campaign}/pause`);
    await settle(shop);
    const number = await shop.admin('GET', `numbers/${shop.numbers['+74951000001']}`);
    expect(number).toMatchObject({ status: 'active', campaign: null });
  });

  it('rests a quarter of an hour when everybody saw it before', async () => {
    const shop = await aShop();
    const first = await aCampaign(shop, { numbers: ['+74951000001'] });
    expect((await swap(shop, '')).swaps[0]).toMatchObject({ kind: 'static', number: '+74951000001' });
    await shop.admin('POST', `campaigns/${first}/pause`);
    await aCampaign(shop, { numbers: ['+74951000001', '+74951000002'] });
    await settle(shop);
    expect(await numbersOf(shop, '', 2)).toEqual(['+74951000002', null]);
    await later(shop, SHARED_REST_MS);
    expect(await numbersOf(shop, '', 1)).toEqual(['+74951000001']);
  });

  it('rests for as long in a pool that asks for its configuration, however far its clock is ahead', async () => {
    const shop = await aShop();
    const first = await aCampaign(shop, { numbers: ['+74951000001'] });
    await shop.admin('POST', `campaigns/${first}/pause`);
    const campaign = await aCampaign(shop, { numbers: ['+74951000001', '+74951000002'] });
    // A pool that nobody has told anything yet, on a machine whose clock is an hour ahead.
    const pool = env.POOL.getByName(`pool:asks:${crypto.randomUUID()}`);
    await runInDurableObject(pool, (_, { storage }) => {
      storage.sql.exec('INSERT INTO clock (id, last_seen) VALUES (1, ?)', Date.now() + 3_600_000);
    });
    await evictDurableObject(pool);
    const shown: unknown[] = [];
    for (const visitor of ['v_ann', 'v_bob']) {
      const args = { account: shop.id, campaign, offices: [shop.office] };
      const lease = await leaseOne(pool, aLease(visitor, args));
      shown.push(lease.kind === 'leased' ? lease.number : lease.kind);
    }
    expect(shown).toEqual(['+74951000002', 'none']);
  });

  it('waits also when it was removed from the account and added again', async () => {
    const shop = await aShop();
    const first = await aCampaign(shop, { numbers: ['+74951000001', '+74951000002'] });
    await swap(shop, '');
    await shop.admin('POST', `campaigns/${first}/archive`);
    await settle(shop);
    await shop.admin('DELETE', `campaigns/${first}`);
    await shop.admin('DELETE', `numbers/${shop.numbers['+74951000001']}`);
    const again = await shop.admin<{ id: string }>('POST', 'numbers', {
      e164: '+74951000001',
      kind: 'virtual',
      status: 'active',
    });
    shop.numbers['+74951000001'] = again.id;
    await aCampaign(shop, { numbers: ['+74951000001'] });
    expect((await swap(shop, '')).swaps).toEqual([]);
  });

  it('keeps its own pool and its visitor when the campaign is only edited', async () => {
    const shop = await aShop();
    const campaign = await aCampaign(shop, { numbers: ['+74951000001', '+74951000002'] });
    const ann = await swap(shop, '');
    await shop.admin('PATCH', `campaigns/${campaign}`, { name: 'Another name', sessionS: 60 });
    await settle(shop);
    const again = await swap(shop, '', { visitor: ann.visitor, lease: ann.lease });
    expect(again).toMatchObject({ reason: 'renewed', campaign: { name: 'Another name' } });
    expect(again.swaps[0]?.number).toBe(ann.swaps[0]?.number);
    expect(again.swaps[0]?.expiresInS).toBeGreaterThanOrEqual((ann.swaps[0]?.expiresInS ?? 0) - 2);
  });
});

/** Lets every fact that the account owes arrive. */
async function settle(shop: TestShop): Promise<void> {
  const account = env.ACCOUNT.getByName(`account:${shop.id}`);
  for (let i = 0; i < 20; i++) {
    const waiting = await runInDurableObject(account, (_, state) =>
      Number(state.storage.sql.exec<{ n: number }>('SELECT count(*) AS n FROM outbox').one().n),
    );
    if (waiting === 0) return;
    await runDurableObjectAlarm(account);
  }
  throw new Error('the account still owes facts');
}

/** What `count` new visitors are shown. */
async function numbersOf(shop: TestShop, source: string, count: number): Promise<(string | null)[]> {
  const shown: (string | null)[] = [];
  for (let i = 0; i < count; i++) {
    shown.push((await swap(shop, `utm_source=${source}`)).swaps[0]?.number ?? null);
  }
  return shown;
}

/** Makes every pool of the shop believe that `ms` have passed since it was configured; the edge forgets what it said. */
async function later(shop: TestShop, ms: number): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + EXHAUSTED_MS });
  const { items } = await shop.admin<{ items: { id: string }[] }>('GET', 'campaigns');
  for (const { id } of items) {
    await runInDurableObject(env.POOL.getByName(`pool:${shop.id}:${id}`), (_, state) => {
      state.storage.sql.exec('UPDATE numbers SET usable_from = max(0, usable_from - ?)', ms);
    });
  }
}
