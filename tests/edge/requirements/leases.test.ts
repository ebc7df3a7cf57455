import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { aCampaign, aShop, type TestShop } from '../support/account.ts';
import { swap } from '../support/page.ts';
import { aLease, aPool, aPoolConfig, leaseOne, someNumbers } from '../support/pool.ts';

type Pool = Awaited<ReturnType<typeof aPool>>;

const FALLBACK = '+78000000000';
const [N1 = '', N2 = '', N3 = ''] = someNumbers(3);

const numberFor = async (pool: Pool, visitor: string) => {
  const lease = await leaseOne(pool, aLease(visitor));
  return lease.kind === 'none' ? null : lease.number;
};

/** Makes every promise of a pool `ms` older, as if that time had passed. */
async function pass(pool: Pool, ms: number): Promise<void> {
  await runInDurableObject(pool, (_, state) => {
    state.storage.sql.exec(
      'UPDATE numbers SET expires_at = expires_at - ?1, rest_until = rest_until - ?1',
      ms,
    );
  });
}

const expiresAt = (pool: Pool, number: string) =>
  runInDurableObject(pool, (_, state) => {
    const sql = 'SELECT expires_at AS at FROM numbers WHERE e164 = ?';
    return state.storage.sql.exec<{ at: number }>(sql, number).one().at;
  });

async function aTwoOfficeCampaign(
  shop: TestShop,
  numbers: [string[], string[]],
  fallbacks: (string | null)[],
) {
  const ids = (e164s: string[]) => e164s.map((e164) => shop.numbers[e164]);
  const { id } = await shop.admin<{ id: string }>('POST', 'campaigns', {
    name: 'Two offices',
    site: shop.site,
    offices: [shop.office, shop.otherOffice].map((office, i) => ({
      office,
      selectors: [`.office-${i}`],
      numbers: ids(numbers[i] ?? []),
      fallback: fallbacks[i] ? shop.numbers[fallbacks[i]] : null,
    })),
  });
  await shop.admin('POST', `campaigns/${id}/start`);
  return id;
}

describe('static numbers', () => {
  it('are the same for everybody, one of each office, and no pool is asked (S2-32)', async () => {
    const shop = await aShop();
    const id = await aTwoOfficeCampaign(shop, [['+74951000001'], ['+74951000002']], [null, null]);
    for (let visitor = 0; visitor < 3; visitor++) {
      const { swaps } = await swap(shop, '');
      expect(swaps.map(({ office, number, kind }) => [office, number, kind])).toEqual([
        [shop.office, '+74951000001', 'static'],
        [shop.otherOffice, '+74951000002', 'static'],
      ]);
    }
    const segments = await runInDurableObject(env.POOL.getByName(`pool:${shop.id}:${id}`), (_, state) =>
      state.storage.sql.exec('SELECT * FROM segments').toArray(),
    );
    expect(segments).toEqual([]);
  });
});

describe('dynamic numbers', () => {
  it('are handed out in turn: a round to as many visitors, then the one that rested longest (S2-33)', async () => {
    const pool = await aPool(aPoolConfig([N1, N2, N3]));
    const round: (string | null)[] = [];
    for (const visitor of ['v_ann', 'v_bob', 'v_cat']) {
      round.push(await numberFor(pool, visitor));
      await pass(pool, 1_000);
    }
    expect(round).toEqual([N1, N2, N3]);
    // Ann comes back, so her promise and its rest end last.
    expect(await numberFor(pool, 'v_ann')).toBe(N1);
    await pass(pool, 700_000);
    const next: (string | null)[] = [];
    for (const visitor of ['v_dan', 'v_eve', 'v_fay']) next.push(await numberFor(pool, visitor));
    expect(next).toEqual([N2, N3, N1]);
  });

  it('go to one visitor each on a page (S2-33)', async () => {
    const shop = await aShop();
    const numbers = ['+74951000001', '+74951000002', '+74951000003'];
    await aCampaign(shop, { numbers });
    const shown: unknown[] = [];
    for (let visitor = 0; visitor < 3; visitor++) shown.push((await swap(shop, '')).swaps[0]?.number);
    expect(shown).toEqual(numbers);
  });
});

describe('how long a number stays with its visitor', () => {
  it('is the session time and the time after it, from the last sign of life (S2-52, S2-54)', async () => {
    const pool = await aPool(aPoolConfig([N1], { sessionS: 40, afterSessionS: 20, restS: 0 }));
    const before = Date.now();
    await numberFor(pool, 'v_ann');
    const first = await expiresAt(pool, N1);
    expect(first - before).toBeGreaterThanOrEqual(60_000);
    expect(first - Date.now()).toBeLessThanOrEqual(60_000);

    await pass(pool, 50_000);
    expect(await numberFor(pool, 'v_ann')).toBe(N1); // a sign of life: 60 s from now on
    await pass(pool, 50_000);
    expect(await numberFor(pool, 'v_bob')).toBe(FALLBACK);
    await pass(pool, 10_000);
    expect(await numberFor(pool, 'v_bob')).toBe(N1);
  });

  it('is 5 minutes and 5 minutes unless set (S2-54)', async () => {
    const shop = await aShop();
    const id = await aCampaign(shop, { numbers: ['+74951000001', '+74951000002'] });
    expect(await shop.admin('GET', `campaigns/${id}`)).toMatchObject({ sessionS: 300, afterSessionS: 300 });
    expect((await swap(shop, '')).swaps).toMatchObject([{ kind: 'leased', expiresInS: 600 }]);
    await shop.admin('PATCH', `campaigns/${id}`, { sessionS: 120, afterSessionS: 30 });
    expect((await swap(shop, '')).swaps).toMatchObject([{ kind: 'leased', expiresInS: 150 }]);
  });
});

describe('the fallback', () => {
  it('has a shield and is given out by itself when the others are (S2-57)', async () => {
    const shop = await aShop();
    await aCampaign(shop, { numbers: ['+74951000001', '+74951000002'], fallback: '+74951000003' });
    const shields = await shop.admin<{ items: { e164: string }[] }>('GET', 'numbers?shield=true');
    expect(shields.items.map(({ e164 }) => e164)).toEqual(['+74951000003']);
    const kinds: unknown[] = [];
    for (let visitor = 0; visitor < 3; visitor++) {
      const [shown] = (await swap(shop, '')).swaps;
      kinds.push([shown?.kind, shown?.number]);
    }
    expect(kinds).toEqual([
      ['leased', '+74951000001'],
      ['leased', '+74951000002'],
      ['fallback', '+74951000003'],
    ]);
  });

  it('goes to every newcomer until one of the numbers is free again (S2-58)', async () => {
    const pool = await aPool(aPoolConfig([N1, N2]));
    await numberFor(pool, 'v_ann');
    await pass(pool, 300_000);
    await numberFor(pool, 'v_bob');
    const newcomers = [
      await numberFor(pool, 'v_cat'),
      await numberFor(pool, 'v_dan'),
      await numberFor(pool, 'v_eve'),
    ];
    expect(newcomers).toEqual([FALLBACK, FALLBACK, FALLBACK]);
    await pass(pool, 300_000); // Ann's promise is over, its rest is not
    expect(await numberFor(pool, 'v_fay')).toBe(FALLBACK);
    await pass(pool, 60_000);
    expect(await numberFor(pool, 'v_gus')).toBe(N1);
    expect(await numberFor(pool, 'v_hal')).toBe(FALLBACK);
  });

  it('belongs to an office: each runs out by itself and gives its own (S2-59)', async () => {
    const config = aPoolConfig([]);
    const usable = (...e164s: string[]) => e164s.map((e164) => ({ e164, usableFrom: 0 }));
    const pool = await aPool({
      ...config,
      offices: [
        { office: 'off_a', fallback: { e164: '+78000000001', usableFrom: 0 }, numbers: usable(N1) },
        { office: 'off_b', fallback: { e164: '+78000000002', usableFrom: 0 }, numbers: usable(N2, N3) },
      ],
    });
    const shown: unknown[] = [];
    for (const visitor of ['v_ann', 'v_bob', 'v_cat']) {
      const answer = await pool.lease(aLease(visitor, { offices: ['off_a', 'off_b'] }));
      if (answer.kind === 'answered') {
        shown.push(answer.offices.map((office) => (office.kind === 'none' ? null : office.number)));
      }
    }
    expect(shown).toEqual([
      [N1, N2],
      ['+78000000001', N3],
      ['+78000000001', '+78000000002'],
    ]);
  });

  it('is what newcomers get of too long a hold, while a shorter one has numbers for all (S2-66)', async () => {
    const visitWith = async (sessionS: number) => {
      const pool = await aPool(aPoolConfig([N1, N2], { sessionS, afterSessionS: 0, restS: 0 }));
      const shown: boolean[] = [];
      for (let visitor = 0; visitor < 6; visitor++) {
        shown.push((await numberFor(pool, `v_${visitor}`)) !== FALLBACK);
        await pass(pool, 60_000); // one newcomer a minute
      }
      return shown;
    };
    expect(await visitWith(120)).toEqual([true, true, true, true, true, true]);
    expect(await visitWith(3600)).toEqual([true, true, false, false, false, false]);
  });
});
