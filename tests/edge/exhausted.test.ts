import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aCampaign, aShop, type TestShop } from './support/account.ts';
import { type Shown, swap } from './support/page.ts';

describe('an office whose pool is exhausted', () => {
  let shop: TestShop;
  let campaign: string;
  let asked: number;
  const numberOf = (shown: Shown) => [shown.reason, shown.swaps[0]?.number ?? null];
  const FALLBACK = ['fallback', '+74951000003'];

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    shop = await aShop();
    campaign = await aCampaign(shop, {
      numbers: ['+74951000001', '+74951000002'],
      fallback: '+74951000003',
    });
    await swap(shop, '');
    await swap(shop, '');
    expect(numberOf(await swap(shop, ''))).toEqual(FALLBACK);
    asked = await lastAskedAt();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A pool stamps its clock with every lease that it is asked for. */
  function lastAskedAt(): Promise<number> {
    return runInDurableObject(env.POOL.getByName(`pool:${shop.id}:${campaign}`), (_, state) => {
      const [row] = state.storage.sql.exec<{ last_seen: number }>('SELECT last_seen FROM clock').toArray();
      return row?.last_seen ?? 0;
    });
  }
  const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

  it('is remembered for five seconds, in which no newcomer costs the pool anything', async () => {
    pass(1_000);
    const shown = await swap(shop, '');
    expect(numberOf(shown)).toEqual(FALLBACK);
    expect(shown.lease).not.toBeNull();
    expect(await lastAskedAt()).toBe(asked);
    pass(4_001);
    expect(numberOf(await swap(shop, ''))).toEqual(FALLBACK);
    expect(await lastAskedAt()).toBeGreaterThan(asked);
  });

  it('is asked about all the same by a visitor who may hold a number of it', async () => {
    pass(1_000);
    const known = await swap(shop, '');
    expect(await lastAskedAt()).toBe(asked);
    await swap(shop, '', { visitor: known.visitor, lease: known.lease });
    expect(await lastAskedAt()).toBeGreaterThan(asked);
  });

  it('is asked again once its configuration has changed', async () => {
    const office = { office: shop.office, selectors: ['.phone'], fallback: shop.numbers['+74951000003'] };
    const numbers = ['+74951000001', '+74951000002', '+74951000004'].map((e164) => shop.numbers[e164]);
    await shop.admin('PATCH', `campaigns/${campaign}`, { offices: [{ ...office, numbers }] });
    await vi.waitFor(async () => expect(numberOf(await swap(shop, ''))).toEqual(['leased', '+74951000004']), {
      timeout: 10_000,
    });
  });

  it('is forgotten at the instant at which its next number becomes free', async () => {
    const freeAt = Date.now() + 2_000;
    await runInDurableObject(env.POOL.getByName(`pool:${shop.id}:${campaign}`), (_, state) => {
      state.storage.sql.exec(
        "UPDATE numbers SET expires_at = ?1, rest_until = ?1 WHERE e164 = '+74951000002'",
        freeAt,
      );
    });
    pass(1_000);
    const holder = await swap(shop, '');
    await swap(shop, '', { visitor: holder.visitor, lease: holder.lease });
    pass(1_001);
    expect(numberOf(await swap(shop, ''))).toEqual(['leased', '+74951000002']);
  });
});
