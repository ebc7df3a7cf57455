import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { EntityStore } from '../../edge/objects/account/entity-store.ts';
import { aTokenWith } from './support/admin.ts';
import { aBuyer, buy, offersOf, standing } from './support/market.ts';
import { lettersTo } from './support/people.ts';

const codeOf = ({ body }: { body: { type: string } }) => body.type.split('/').at(-1);
const RICH = 1_000_000_000;

describe('the stock of the simulator', () => {
  it('has ten regions with sixty numbers each, priced by region and beauty (S2-9, S2-11)', async () => {
    const business = await aBuyer(0);
    const { body } = await business.ask('GET', 'numbers/regions');
    expect(body.items).toHaveLength(10);
    for (const { code, from } of body.items) {
      const offers = await offersOf(business, `region=${code}&limit=100`);
      expect(new Set(offers.map(({ e164 }) => e164)).size).toBe(60);
      const prices = offers.map(({ price }) => price);
      expect([prices[0], prices]).toEqual([from, [...prices].sort((a, b) => a - b)]);
      expect(new Set(offers.map(({ beauty }) => beauty)).size).toBeGreaterThanOrEqual(3);
      expect(offers.at(-1)).toMatchObject({ beauty: 'gold', price: from * 10 });
    }
  });

  it('is searched by digits, by class, and by the word for virtual numbers in both languages (S2-12)', async () => {
    const business = await aBuyer(0);
    const sevens = await offersOf(business, 'contains=7777&limit=100');
    expect(sevens.length).toBeGreaterThan(5);
    expect(sevens.every(({ e164 }) => e164.includes('7777'))).toBe(true);
    const gold = await offersOf(business, 'region=moscow&beauty=gold');
    expect(gold.every(({ beauty }) => beauty === 'gold')).toBe(true);
    for (const q of ['virtual', encodeURIComponent('Виртуальный')]) {
      const found = await offersOf(business, `q=${q}&limit=100`);
      expect([found.length, new Set(found.map(({ kind }) => kind))]).toEqual([60, new Set(['virtual'])]);
    }
    expect((await offersOf(business, 'limit=3')).length).toBe(3);
    const faulty = await business.ask('GET', 'numbers/stock?contains=x&limit=1000');
    expect(faulty.body.errors.map(({ path }: { path: string }) => path)).toEqual(['contains', 'limit']);
  });
});

describe('a purchase', () => {
  it('brings all its numbers at once, active, and charges what was shown (S2-13, S2-14)', async () => {
    const business = await aBuyer(1_000_000);
    const [a, b] = await offersOf(business, 'region=yekaterinburg');
    const [c] = await offersOf(business, 'region=virtual');
    const numbers = [a, b, c].map((offer) => offer?.e164 ?? '');
    const total = (a?.price ?? 0) + (b?.price ?? 0) + (c?.price ?? 0);
    const bought = await buy(business, numbers, { total });
    expect([bought.status, bought.body]).toEqual([201, expect.objectContaining({ status: 'bought', total })]);
    expect(bought.headers.get('location')).toContain(`/numbers/purchases/${bought.body.id}`);
    expect(await standing(business)).toEqual({
      balance: 1_000_000 - total,
      held: 0,
      available: 1_000_000 - total,
      charged: total,
      worth: total,
      owned: [...numbers].sort(),
    });
    const { body } = await business.ask('GET', 'numbers?kind=substitute');
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toMatchObject({ kind: 'bought', status: 'active', region: 'Yekaterinburg' });
    expect((await business.ask('GET', 'numbers?kind=virtual')).body.items).toHaveLength(1);
    expect((await business.ask('GET', `numbers/purchases/${bought.body.id}`)).body).toEqual(bought.body);
    const left = await offersOf(business, 'region=yekaterinburg&limit=100');
    expect(left).toHaveLength(58);
  });

  it('is 402 and buys nothing while the money is short', async () => {
    const business = await aBuyer(1_000);
    const [offer] = await offersOf(business, 'region=krasnodar');
    const short = await buy(business, [offer?.e164 ?? '']);
    expect([short.status, codeOf(short)]).toEqual([402, 'funds']);
    expect(await standing(business)).toMatchObject({ balance: 1_000, held: 0, charged: 0, owned: [] });
    expect((await business.ask('GET', 'numbers/purchases')).body.items).toEqual([]);
    expect(await offersOf(business, 'region=krasnodar&limit=100')).toHaveLength(60);
  });

  it('is 409 for all if one is gone, and names which', async () => {
    const [first, second] = await Promise.all([aBuyer(RICH), aBuyer(RICH)]);
    const [a, b] = await offersOf(first, 'region=kazan');
    await buy(first, [b?.e164 ?? '']);
    const late = await buy(second, [a?.e164 ?? '', b?.e164 ?? '']);
    expect([late.status, codeOf(late), late.body.errors]).toEqual([
      409,
      'number_sold',
      [expect.objectContaining({ path: 'numbers.1', code: 'sold' })],
    ]);
    expect(await standing(second)).toMatchObject({ balance: RICH, held: 0, charged: 0, owned: [] });
    expect((await offersOf(second, 'region=kazan')).map(({ e164 }) => e164)).toContain(a?.e164);
    const { body } = await second.ask('GET', 'numbers/purchases');
    expect(body.items[0]).toMatchObject({ status: 'failed', reason: 'taken', taken: [b?.e164] });
  });

  it('is done once for each key, whatever came of it', async () => {
    const business = await aBuyer(RICH);
    const [a, b] = await offersOf(business, 'region=samara');
    const [once, again] = [
      await buy(business, [a?.e164 ?? ''], { key: 'p-1' }),
      await buy(business, [a?.e164 ?? ''], { key: 'p-1' }),
    ];
    expect([again.status, again.body]).toEqual([201, once.body]);
    expect((await buy(business, [b?.e164 ?? ''], { key: 'p-1' })).status).toBe(422);
    const other = await aBuyer(RICH);
    for (const key of ['q-1', 'q-1']) expect((await buy(other, [a?.e164 ?? ''], { key })).status).toBe(409);
    expect((await other.ask('GET', 'numbers/purchases')).body.items).toHaveLength(1);
    expect(await standing(business)).toMatchObject({ charged: a?.price, owned: [a?.e164] });
  });

  it('refuses another price, a number that is not sold here, and one that the account has', async () => {
    const business = await aBuyer(RICH);
    const [a] = await offersOf(business, 'region=nizhny');
    const dear = await buy(business, [a?.e164 ?? ''], { total: 1 });
    expect([dear.status, codeOf(dear)]).toEqual([409, 'price_changed']);
    const foreign = await buy(business, ['+74951112233']);
    expect([foreign.status, foreign.body.errors]).toEqual([
      400,
      [expect.objectContaining({ path: 'numbers.0', code: 'not_for_sale' })],
    ]);
    expect((await buy(business, [a?.e164 ?? '', a?.e164 ?? ''])).status).toBe(400);
    await business.make('numbers', { e164: a?.e164 });
    expect((await buy(business, [a?.e164 ?? ''])).status).toBe(409);
    expect((await standing(business)).charged).toBe(0);
  });

  it('needs the right to buy, which to add numbers is not', async () => {
    const business = await aBuyer(RICH);
    const [a] = await offersOf(business, 'region=moscow');
    const token = await aTokenWith(business, [
      'numbers:view',
      'numbers:create',
      'numbers:edit',
      'purchases:view',
    ]);
    const refused = await buy(business, [a?.e164 ?? ''], { token });
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('numbers:buy')]);
    const buyer = await aTokenWith(business, ['numbers:buy']);
    expect((await buy(business, [a?.e164 ?? ''], { token: buyer })).status).toBe(201);
  });
});

describe('a number that was bought', () => {
  it('keeps what it was bought with, and rests in the stock once it is deleted', async () => {
    const business = await aBuyer(RICH);
    const [a] = await offersOf(business, 'region=tollfree');
    const { body } = await buy(business, [a?.e164 ?? '']);
    const id = body.numbers[0].number;
    expect((await business.patch(`numbers/${id}`, { status: 'disabled' })).body.status).toBe('disabled');
    expect((await business.patch(`numbers/${id}`, { cost: 1 })).body.errors[0].path).toBe('cost');
    expect((await business.patch(`numbers/${id}`, { kind: 'own' })).body.errors[0].path).toBe('kind');
    expect((await business.ask('DELETE', `numbers/${id}`)).status).toBe(204);
    const account = env.ACCOUNT.getByName(`account:${business.account}`);
    await runDurableObjectAlarm(account);
    const owed = await runInDurableObject(account, (_, { storage }) =>
      storage.sql.exec('SELECT id FROM owed_releases').toArray(),
    );
    expect(owed).toEqual([]);
    const { freeAt } = await runInDurableObject(env.SIM.getByName('sim:stock'), (_, { storage }) =>
      storage.sql
        .exec<{ freeAt: number }>('SELECT free_at AS freeAt FROM sold WHERE e164 = ?', a?.e164)
        .one(),
    );
    expect(freeAt).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    const offers = await offersOf(business, 'region=tollfree&limit=100');
    expect(offers.map(({ e164 }) => e164)).not.toContain(a?.e164);
  });

  it('is nothing that a request makes', async () => {
    const business = await aBuyer(0);
    const made = await business.ask('POST', 'numbers', { body: { e164: '+74957770001', kind: 'bought' } });
    expect([made.status, made.body.errors[0].path]).toEqual([400, 'kind']);
  });
});

describe('a request for numbers of a missing region', () => {
  it('is kept, listed, and told to the sales people by mail (S2-10)', async () => {
    const business = await aBuyer(0);
    const input = { region: 'Sakhalin', count: 5, comment: '<b>Soon</b>' };
    const made = await business.make('numbers/requests', input);
    expect(made).toMatchObject(input);
    const { body } = await business.ask('GET', 'numbers/requests');
    expect(body.items).toEqual([made]);
    const stored = await runInDurableObject(
      env.ACCOUNT.getByName(`account:${business.account}`),
      (_, { storage }) => new EntityStore(storage.sql).list('requests'),
    );
    expect(stored).toHaveLength(1);
    const [letter] = await lettersTo('sales@operator.test');
    expect(letter?.subject).toBe('Numbers wanted: Sakhalin');
    expect(letter?.text).toContain(business.account);
    expect(letter?.html).toContain('&lt;b&gt;Soon');
  });
});
