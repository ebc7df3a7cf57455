import { expect, it } from 'vitest';
import { aLease, aPool, aPoolConfig, leaseOne, someNumbers } from './support/pool.ts';

const ask = { offices: ['off', 'other'], visitor: 'v_a' };

it('counts what the numbers of an office do, and tells a visitor of their own lease alone', async () => {
  const config = aPoolConfig(someNumbers(3));
  const pool = await aPool(config);
  const mine = await leaseOne(pool, aLease('v_a'));
  await leaseOne(pool, aLease('v_b'));
  const before = await pool.occupancy(ask);
  expect(before.active).toBe(true);
  expect(before.offices).toMatchObject([
    { office: 'off', numbers: 3, free: 1, held: 2, resting: 0, draining: 0, nextFreeInS: 0 },
    { office: 'other', numbers: 0, free: 0, held: 0, resting: 0, nextFreeInS: null, lease: null },
  ]);
  const number = mine.kind === 'leased' ? mine.number : '';
  expect(before.offices[0]?.lease?.number).toBe(number);
  expect((await pool.occupancy({ ...ask, visitor: 'v_c' })).offices[0]?.lease).toBeNull();
  // A number that is taken away while it is promised is on its way out, and still its holder's.
  const left = config.offices.map((office) => ({
    ...office,
    numbers: office.numbers.filter(({ e164 }) => e164 !== number),
  }));
  await pool.configure({ config: { ...config, version: 2, offices: left } });
  const after = await pool.occupancy(ask);
  expect(after.offices[0]).toMatchObject({ numbers: 2, free: 1, held: 1, draining: 1, lease: { number } });
});

it('gives out and prolongs nothing', async () => {
  const pool = await aPool(aPoolConfig(someNumbers(1)));
  const lease = await leaseOne(pool, aLease('v_a'));
  const [first, second] = [await pool.occupancy(ask), await pool.occupancy(ask)];
  expect(second.offices[0]?.lease?.expiresInS).toBeLessThanOrEqual(first.offices[0]?.lease?.expiresInS ?? 0);
  expect(lease.kind).toBe('leased');
  const full = await pool.occupancy({ offices: ['off'], visitor: null });
  expect(full.offices[0]).toMatchObject({ free: 0, held: 1 });
  expect(full.offices[0]?.nextFreeInS).toBeGreaterThan(0);
});
