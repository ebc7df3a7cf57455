import { ADMIN_PATH } from '../../../shared/paths.ts';
import { aBusiness, type Business, operatorToken, send } from './admin.ts';

/** A line of the ledger as the operator writes it; answers the whole answer. */
export function credit(
  business: Pick<Business, 'account'>,
  amount: number,
  changes: { kind?: string; key?: string | null; token?: string; reason?: string } = {},
) {
  const { kind = 'credit', key = crypto.randomUUID(), token = operatorToken(), reason = 'Invoice' } = changes;
  return send('POST', `${ADMIN_PATH}/accounts/${business.account}/ledger`, {
    body: { kind, amount, reason },
    token,
    ...(key !== null && { headers: { 'idempotency-key': key } }),
  });
}

/** An account with so much to spend, minor units. */
export async function aBuyer(amount: number): Promise<Business> {
  const business = await aBusiness();
  if (amount > 0) await credit(business, amount);
  return business;
}

export interface Offer {
  e164: string;
  price: number;
  beauty: string;
  kind: string;
  region: string;
}

/** What is for sale; `query` is that of the stock. */
export async function offersOf(business: Business, query: string): Promise<Offer[]> {
  const { status, body } = await business.ask('GET', `numbers/stock?${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.items;
}

/** Buys numbers; `key` is the Idempotency-Key. */
export function buy(
  business: Business,
  numbers: readonly string[],
  { key, ...more }: { key?: string; integration?: string; total?: number; token?: string } = {},
) {
  const { token, ...input } = more;
  return business.ask('POST', 'numbers/purchases', {
    body: { numbers, ...input },
    ...(token !== undefined && { token }),
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });
}

/** What the account has and owes, in a few words: it must never have one without the other. */
export async function standing(business: Business) {
  const [{ body: money }, { body: lines }, { body: numbers }] = await Promise.all([
    business.ask('GET', 'ledger/balance'),
    business.ask('GET', 'ledger?kind=charge&limit=100'),
    business.ask('GET', 'numbers?limit=100'),
  ]);
  const charged = lines.items.reduce((sum: number, { amount }: { amount: number }) => sum - amount, 0);
  const worth = numbers.items.reduce((sum: number, { cost }: { cost: number }) => sum + cost, 0);
  const owned = numbers.items.map(({ e164 }: { e164: string }) => e164).sort() as string[];
  return { ...(money as { balance: number; held: number; available: number }), charged, worth, owned };
}
