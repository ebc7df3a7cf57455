import { runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { sha256Hex } from '../../../edge/keys/ids.ts';
import { mintApiToken } from '../../../edge/keys/routing-keys.ts';
import { TokenStore } from '../../../edge/objects/account/token-store.ts';
import { ADMIN_PATH, adminPath } from '../../../shared/paths.ts';

export type Json = Record<string, unknown>;

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

export interface Ask {
  body?: unknown;
  headers?: Record<string, string>;
  token?: string | null;
}

/** An account of its own with the admin API over it. */
export interface Business {
  account: string;
  token: string;
  /** `path` is below the account. */
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
  make(kind: string, body: unknown): Promise<Json & { id: string }>;
  patch(path: string, body: unknown): Promise<Answer>;
}

const ORIGIN = 'http://127.0.0.1:8787';

export async function send(
  method: string,
  path: string,
  { body, headers, token }: Ask = {},
): Promise<Answer> {
  const response = await exports.default.fetch(
    new Request(ORIGIN + path, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

export function operatorToken(): string {
  return env.RINGLET_OPERATOR_TOKEN ?? '';
}

export async function aBusiness(): Promise<Business> {
  const { body } = await send('POST', `${ADMIN_PATH}/accounts`, {
    body: { name: 'Beresta', timeZone: 'Europe/Moscow', country: 'RU' },
    token: operatorToken(),
  });
  const account = body.account.id as string;
  const token = body.token as string;
  const ask = (method: string, path: string, options: Ask = {}) =>
    send(method, adminPath(account, path), { token, ...options });
  return {
    account,
    token,
    ask,
    make: async (kind, input) => {
      const made = await ask('POST', kind, { body: input });
      if (made.status !== 201) throw new Error(`${kind}: ${JSON.stringify(made.body)}`);
      return made.body;
    },
    patch: async (path, change) => {
      const { headers } = await ask('GET', path);
      return ask('PATCH', path, { body: change, headers: { 'if-match': headers.get('etag') ?? '' } });
    },
  };
}

/** A token of the account with these scopes only. */
export async function aTokenWith(
  business: Pick<Business, 'account'>,
  scopes: string[],
  expiresAt?: number,
): Promise<string> {
  const token = mintApiToken(business.account);
  const hash = await sha256Hex(token);
  await runInDurableObject(env.ACCOUNT.getByName(`account:${business.account}`), (_, state) => {
    new TokenStore(state.storage.sql).add(
      { hash, name: 'narrow', scopes, expiresAt: expiresAt ?? null },
      Date.now(),
    );
  });
  return token;
}

/** One site, one office, and as many active numbers as asked for. */
export async function aShop(business: Business, numbers = 0) {
  const site = await business.make('sites', { name: 'Shop', hosts: ['shop.example'] });
  const office = await business.make('offices', { name: 'Main', phone: '+74950001010' });
  const ids: string[] = [];
  for (let i = 0; i < numbers; i++) ids.push((await business.make('numbers', aNumber(i))).id);
  return { site: site.id, office: office.id, numbers: ids };
}

export function aNumber(i: number): Json {
  return { e164: `+7495555${String(1000 + i)}`, kind: 'virtual', status: 'active' };
}
