import { describe, expect, it } from 'vitest';
import { aBusiness, aTokenWith } from './support/admin.ts';
import { readCsv } from './support/csv.ts';
import { aBuyer, buy, credit, offersOf } from './support/market.ts';

const CODE = /problems\/(\w+)$/;
const codeOf = ({ body }: { body: { type: string } }) => CODE.exec(body.type)?.[1];

describe('the ledger', () => {
  it('begins empty, and each line tells the balance after it', async () => {
    const business = await aBusiness();
    const empty = { balance: 0, held: 0, available: 0 };
    expect((await business.ask('GET', 'ledger/balance')).body).toEqual(empty);
    const first = await credit(business, 500_000, { reason: 'Invoice 1' });
    expect([first.status, first.body]).toEqual([
      201,
      expect.objectContaining({ kind: 'credit', amount: 500_000, balance: 500_000, madeBy: 'operator' }),
    ]);
    await credit(business, -200_000, { kind: 'correction', reason: 'Paid twice' });
    const { body } = await business.ask('GET', 'ledger');
    expect(
      body.items.map(({ amount, balance }: { amount: number; balance: number }) => [amount, balance]),
    ).toEqual([
      [-200_000, 300_000],
      [500_000, 500_000],
    ]);
    const place = first.headers.get('location')?.split('/').slice(5).join('/') ?? '';
    expect((await business.ask('GET', place)).body).toEqual(first.body);
  });

  it('writes a line once for each key, and no other line under the same one', async () => {
    const business = await aBusiness();
    const [once, again] = [
      await credit(business, 1_000, { key: 'invoice-7' }),
      await credit(business, 1_000, { key: 'invoice-7' }),
    ];
    expect(again.body).toEqual(once.body);
    const other = await credit(business, 2_000, { key: 'invoice-7' });
    expect([other.status, codeOf(other)]).toEqual([422, 'idempotency_mismatch']);
    const keyless = await credit(business, 1_000, { key: null });
    expect([keyless.status, codeOf(keyless)]).toEqual([400, 'idempotency_key_missing']);
    expect((await business.ask('GET', 'ledger/balance')).body.balance).toBe(1_000);
  });

  it('is written by the operator alone', async () => {
    const business = await aBusiness();
    for (const token of [business.token, 'x'.repeat(40)]) {
      expect((await credit(business, 1_000, { token })).status).toBe(401);
    }
    const own = await business.ask('POST', 'ledger', { body: { amount: 1_000, reason: 'For me' } });
    expect(own.status).toBe(401);
    expect((await credit({ account: 'nobody' }, 1_000)).status).toBe(404);
  });

  it('takes no credit below zero, no correction beyond what there is, and no line of nothing', async () => {
    const business = await aBuyer(1_000);
    expect((await credit(business, -1)).body.errors[0].path).toBe('amount');
    expect((await credit(business, 0)).body.errors[0].path).toBe('amount');
    expect((await credit(business, -1_001, { kind: 'correction' })).status).toBe(409);
    expect((await credit(business, -1_000, { kind: 'correction' })).status).toBe(201);
  });

  it('is read with its right, and goes out as a table in which no reason is a formula', async () => {
    const business = await aBusiness();
    await credit(business, 5_000, { reason: '=HYPERLINK("https://evil.example")' });
    const token = await aTokenWith(business, ['ledger:view']);
    const csv = await business.ask('GET', 'ledger', { token, headers: { accept: 'text/csv' } });
    const [line] = readCsv(csv.body);
    expect(line).toMatchObject({ kind: 'credit', amount: '5000', balance: '5000' });
    expect(line?.reason?.startsWith("'=")).toBe(true);
    const narrow = await aTokenWith(business, ['numbers:view']);
    expect((await business.ask('GET', 'ledger', { token: narrow })).status).toBe(403);
  });

  it('has the charge of a purchase, and names it', async () => {
    const business = await aBuyer(1_000_000);
    const [offer] = await offersOf(business, 'region=kazan&limit=1');
    const bought = await buy(business, [offer?.e164 ?? '']);
    const { body } = await business.ask('GET', `ledger?subject=${bought.body.id}`);
    expect(body.items).toEqual([
      expect.objectContaining({ kind: 'charge', amount: -(offer?.price ?? 0), subject: bought.body.id }),
    ]);
  });
});
