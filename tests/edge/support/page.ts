import type { CallbackAccepted } from '../../../shared/contract/callback.ts';
import type { SwapAnswer } from '../../../shared/contract/swap.ts';
import { send, type TestShop } from './account.ts';

const ORIGIN = 'https://shop.example';
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36';

/** A POST as a page of the shop sends it. */
export function post(
  path: string,
  body: unknown,
  headers: Record<string, string | null> = {},
): Promise<Response> {
  const all = { origin: ORIGIN, 'content-type': 'text/plain', 'user-agent': BROWSER, ...headers };
  const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  return send(path, {
    method: 'POST',
    headers: Object.fromEntries(sent),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** A swap request of a page whose address has `query`. */
export function swapBody(shop: TestShop, query: string, changes: Record<string, unknown> = {}) {
  return {
    site: shop.siteKey,
    visitor: null,
    consent: 'full',
    cause: 'view',
    page: { url: `${ORIGIN}/?${query}`, referrer: '', title: 'Shop' },
    lease: null,
    touch: null,
    ...changes,
  };
}

export interface Shown extends SwapAnswer {
  reason: string | null;
}

export async function swap(
  shop: TestShop,
  query: string,
  changes: Record<string, unknown> = {},
): Promise<Shown> {
  const response = await post('/v1/swap', swapBody(shop, query, changes));
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return { ...(await response.json<SwapAnswer>()), reason: response.headers.get('x-ringlet-reason') };
}

let ordered = 0;

/** A mobile number of Russia that nobody of this file has ordered a call to, in a block of its own. */
export function aPhone(): string {
  ordered += 1;
  return `+7916${String(ordered * 10_007 + 1_000_000).slice(-7)}`;
}

/** By a person: somebody new, who took five seconds. */
export function orderBody(shop: TestShop, changes: Record<string, unknown> = {}) {
  return {
    site: shop.siteKey,
    widget: shop.widget,
    phone: aPhone(),
    when: 'now',
    openedMs: 5_000,
    consent: { text: '1', given: true },
    page: { url: `${ORIGIN}/`, referrer: '', title: 'Shop' },
    ...changes,
  };
}

export function postOrder(
  shop: TestShop,
  changes: Record<string, unknown> = {},
  headers: Record<string, string | null> = {},
): Promise<Response> {
  return post('/v1/callbacks', orderBody(shop, changes), {
    'idempotency-key': crypto.randomUUID(),
    ...headers,
  });
}

export async function order(
  shop: TestShop,
  changes: Record<string, unknown> = {},
): Promise<CallbackAccepted> {
  const response = await postOrder(shop, changes);
  if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
  return response.json();
}
