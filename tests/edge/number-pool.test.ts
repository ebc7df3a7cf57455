import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { aLease, aPool, aPoolConfig, leaseOne, someNumbers } from './support/pool.ts';

describe('a number pool', () => {
  it('answers 50 visitors at once with 10 numbers and 40 fallbacks, no number twice', async () => {
    const pool = await aPool(aPoolConfig(someNumbers(10)));
    const leases = await Promise.all(Array.from({ length: 50 }, (_, i) => leaseOne(pool, aLease(`v_${i}`))));
    const leased = leases.flatMap((lease) => (lease.kind === 'leased' ? [lease.number] : []));
    expect(new Set(leased).size).toBe(10);
    expect(leased).toHaveLength(10);
    expect(leases.filter((lease) => lease.kind === 'fallback')).toHaveLength(40);
  });

  it('shows a visitor the same number again, also after it was evicted', async () => {
    const pool = await aPool(aPoolConfig(someNumbers(3)));
    const first = await leaseOne(pool, aLease('v_ann'));
    await leaseOne(pool, aLease('v_bob'));
    await evictDurableObject(pool);
    expect(await leaseOne(pool, aLease('v_ann'))).toEqual({ ...first, renewed: true });
  });

  it('answers all offices of a campaign in one step', async () => {
    const config = aPoolConfig(someNumbers(2));
    const second = { office: 'off2', fallback: null, numbers: [{ e164: '+78120000001', usableFrom: 0 }] };
    const pool = await aPool({ ...config, offices: [...config.offices, second] });
    const answer = await pool.lease(aLease('v_ann', { offices: ['off', 'off2', 'off3'] }));
    expect(answer).toMatchObject({
      kind: 'answered',
      offices: [
        { kind: 'leased' },
        { kind: 'leased', number: '+78120000001' },
        { office: 'off3', kind: 'none' },
      ],
    });
  });

  it('raises the fence with every grant and keeps it while a lease is renewed', async () => {
    const pool = await aPool(aPoolConfig(someNumbers(2)));
    const fences = [];
    for (const visitor of ['v_ann', 'v_ann', 'v_bob']) fences.push(await pool.lease(aLease(visitor)));
    expect(fences.map((answer) => answer.kind === 'answered' && answer.fence)).toEqual([1, 1, 2]);
  });

  it('leaves a removed number to its holder until the promised end and grants it to nobody else', async () => {
    const [kept, removed] = someNumbers(2) as [string, string];
    const pool = await aPool(aPoolConfig([removed, kept]));
    const ann = await leaseOne(pool, aLease('v_ann'));
    expect(ann).toMatchObject({ number: removed });
    const { freeAt } = await pool.configure({ config: aPoolConfig([kept], { version: 2 }) });
    const expiresInS = ann.kind === 'leased' ? ann.expiresInS : 0;
    expect(freeAt[removed]).toBeGreaterThan(Date.now() + (expiresInS + 59) * 1000 - 5_000);
    await age(pool, 100_000);
    const again = await leaseOne(pool, aLease('v_ann'));
    expect(again).toMatchObject({ number: removed });
    expect(again.kind === 'leased' && again.expiresInS).toBeLessThanOrEqual(expiresInS - 99);
    expect(await leaseOne(pool, aLease('v_bob'))).toMatchObject({ number: kept });
    expect(await leaseOne(pool, aLease('v_cat'))).toMatchObject({ kind: 'fallback' });
  });

  it('ignores a configuration that is older than the known one', async () => {
    const pool = await aPool(aPoolConfig(someNumbers(2), { version: 5 }));
    expect(await pool.configure({ config: aPoolConfig([], { version: 4 }) })).toEqual({
      version: 5,
      freeAt: {},
    });
    expect(await leaseOne(pool, aLease('v_ann'))).toMatchObject({ kind: 'leased' });
  });

  it('does not grant a number before it is usable', async () => {
    const config = aPoolConfig([]);
    const soon = { e164: '+74951111111', usableFrom: Date.now() + 60_000 };
    const pool = await aPool({ ...config, offices: [{ office: 'off', fallback: null, numbers: [soon] }] });
    expect(await leaseOne(pool, aLease('v_ann'))).toMatchObject({ kind: 'none' });
    await age(pool, 61_000);
    expect(await leaseOne(pool, aLease('v_ann'))).toMatchObject({ kind: 'leased', number: soon.e164 });
  });

  it('answers gone for a campaign that is paused', async () => {
    const pool = await aPool(aPoolConfig(someNumbers(2)));
    await pool.configure({ config: aPoolConfig([], { version: 2, active: false, offices: [] }) });
    expect(await pool.lease(aLease('v_ann'))).toEqual({ kind: 'gone' });
  });

  it('remembers who held a number at a past instant', async () => {
    const pool = await aPool(aPoolConfig(someNumbers(1), { sessionS: 30, afterSessionS: 0, restS: 0 }));
    await leaseOne(pool, aLease('v_ann'));
    await age(pool, 40_000);
    await leaseOne(pool, aLease('v_bob'));
    await evictDurableObject(pool);
    const [number] = someNumbers(1) as [string];
    const holderAt = async (secondsAgo: number) =>
      (await pool.holder({ number, at: Date.now() - secondsAgo * 1000 })).holder?.visitor ?? null;
    expect([await holderAt(39), await holderAt(5), await holderAt(-1), await holderAt(90)]).toEqual([
      'v_ann',
      null,
      'v_bob',
      null,
    ]);
  });

  it('opens a new segment when the same visitor comes back with another session', async () => {
    const pool = await aPool(aPoolConfig(someNumbers(1)));
    const [number] = someNumbers(1) as [string];
    await leaseOne(pool, aLease('v_ann', { session: 's_1' }));
    await age(pool, 10_000);
    await leaseOne(pool, aLease('v_ann', { session: 's_2' }));
    const then = await pool.holder({ number, at: Date.now() - 9_000 });
    const now = await pool.holder({ number, at: Date.now() + 1_000 });
    expect([then.holder?.session, now.holder?.session]).toEqual(['s_1', 's_2']);
  });

  it('stands still when the clock of the machine jumps back', async () => {
    const pool = await aPool(aPoolConfig(someNumbers(1), { sessionS: 30, afterSessionS: 0, restS: 0 }));
    await leaseOne(pool, aLease('v_ann'));
    // An hour in the future this object was last seen: for it the machine has jumped back.
    await runInDurableObject(pool, (_, state) => {
      state.storage.sql.exec('UPDATE clock SET last_seen = last_seen + 3600000');
    });
    await evictDurableObject(pool);
    await leaseOne(pool, aLease('v_bob'));
    await evictDurableObject(pool);
    expect(await leaseOne(pool, aLease('v_cat'))).toMatchObject({ kind: 'fallback' });
  });
});

/** Makes everything the pool knows `ms` older, as if that time had passed. */
async function age(pool: Awaited<ReturnType<typeof aPool>>, ms: number): Promise<void> {
  await runInDurableObject(pool, (_, state) => {
    const { sql } = state.storage;
    sql.exec('UPDATE numbers SET expires_at = expires_at - ?1, rest_until = rest_until - ?1', ms);
    sql.exec('UPDATE numbers SET usable_from = max(0, usable_from - ?)', ms);
    sql.exec('UPDATE segments SET from_at = from_at - ?1, until_at = until_at - ?1', ms);
  });
}
