import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { aBuyer, buy, offersOf, standing } from './support/market.ts';

const BUYERS = 25;
const ORDERS_EACH = 8;

describe('200 purchases at the same time', () => {
  it('sell every number once, and charge each account for what it has', async () => {
    const buyers = await Promise.all(Array.from({ length: BUYERS }, () => aBuyer(10_000_000)));
    const [first] = buyers;
    if (!first) throw new Error('there are buyers');
    const wanted = (await offersOf(first, 'region=novosibirsk&limit=30')).map(({ e164 }) => e164);
    const pick = (n: number) => wanted[n % wanted.length] ?? '';
    const seed = Math.floor(Math.random() * 2 ** 31);
    const orders = buyers.flatMap((buyer, b) =>
      Array.from({ length: ORDERS_EACH }, (_, i) => {
        const start = (seed + b * 7 + i * 5) % wanted.length;
        const count = 1 + ((seed + b + i) % 3);
        return { buyer, numbers: Array.from({ length: count }, (_n, n) => pick(start + n)) };
      }),
    );
    expect(orders).toHaveLength(200);
    const answers = await Promise.all(orders.map(({ buyer, numbers }) => buy(buyer, numbers)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
    const sold = answers.flatMap(({ status }, i) => (status === 201 ? (orders[i]?.numbers ?? []) : []));
    expect(new Set(sold).size, `seed ${seed}`).toBe(sold.length);
    // Nobody is told that a number is sold while nobody has it.
    const told = answers.flatMap(({ status, body }, i) => {
      const isSold = status === 409 && body.type.endsWith('/number_sold');
      const faults = isSold ? (body.errors as { path: string }[]) : [];
      return faults.map(({ path }) => orders[i]?.numbers[Number(path.split('.')[1])]);
    });
    expect(
      told.filter((e164) => !sold.includes(e164 ?? '')),
      `seed ${seed}`,
    ).toEqual([]);
    const owned = await Promise.all(
      buyers.map(async (buyer) => {
        const now = await standing(buyer);
        expect([now.charged, now.balance, now.held]).toEqual([now.worth, 10_000_000 - now.worth, 0]);
        return now.owned;
      }),
    );
    expect(owned.flat().sort()).toEqual([...sold].sort());
    const gone = await runInDurableObject(env.SIM.getByName('sim:stock'), (_, { storage }) =>
      storage.sql.exec<{ e164: string }>('SELECT e164 FROM sold').toArray(),
    );
    expect(gone.map(({ e164 }) => e164).sort()).toEqual([...sold].sort());
  });

  it('of one account spend no more than it has', async () => {
    const buyer = await aBuyer(100_000);
    const offers = await offersOf(buyer, 'region=samara&limit=40');
    const answers = await Promise.all(offers.map(({ e164 }) => buy(buyer, [e164])));
    const { charged, worth, balance, owned } = await standing(buyer);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 402]));
    expect([charged, balance]).toEqual([worth, 100_000 - worth]);
    expect(balance).toBeGreaterThanOrEqual(0);
    expect(owned).toHaveLength(answers.filter(({ status }) => status === 201).length);
  });
});
