import type { Problem } from '../../shared/error-codes.ts';
import { ADMIN_PATH, adminPath } from '../../shared/paths.ts';

/** An entity as the admin API answers it. */
export type Entity = { id: string } & Record<string, unknown>;

export interface CreatedAccount {
  account: { id: string; name: string };
  token: string;
}

/** Gives an account something to spend, once for each `key`. */
export async function creditLedger(
  address: string,
  operatorToken: string,
  { account, line, key }: { account: string; line: object; key: string },
): Promise<void> {
  await send(`${address}${adminPath(account, 'ledger')}`, operatorToken, {
    method: 'POST',
    body: line,
    headers: { 'idempotency-key': key },
  });
}

/** Makes an account with its first token. The same `key` answers the same account. */
export function createAccount(
  address: string,
  operatorToken: string,
  input: { name: string; timeZone: string; country: string },
  key: string,
): Promise<CreatedAccount> {
  return send(`${address}${ADMIN_PATH}/accounts`, operatorToken, {
    method: 'POST',
    body: input,
    headers: { 'idempotency-key': key },
  });
}

/** The admin API of one account, as far as a script needs it. Every refusal is thrown as an Error that says why. */
export interface AccountApi {
  /** `path` is below the account: `offices`, `campaigns/cmp_…/start`. */
  post(path: string, body: unknown, key: string): Promise<Entity>;
  get(path: string): Promise<Entity>;
  /** A merge patch of whatever version there is. */
  patch(path: string, body: unknown): Promise<Entity>;
}

export function openAccount(address: string, account: string, token: string): AccountApi {
  const urlOf = (path: string) => address + adminPath(account, path).replace(/\/$/, '');
  return {
    post: (path, body, key) =>
      send(urlOf(path), token, { method: 'POST', body, headers: { 'idempotency-key': key } }),
    get: (path) => send(urlOf(path), token),
    patch: (path, body) => send(urlOf(path), token, { method: 'PATCH', body, headers: { 'if-match': '*' } }),
  };
}

interface Write {
  method: 'POST' | 'PATCH';
  body: unknown;
  headers: Record<string, string>;
}

async function send<T>(url: string, token: string, write?: Write): Promise<T> {
  const method = write?.method ?? 'GET';
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(write && { 'content-type': 'application/json', ...write.headers }),
    },
    ...(write && { body: JSON.stringify(write.body) }),
  });
  if (!response.ok) throw new Error(await explainRefusal(response, method));
  return (await response.json()) as T;
}

/** What the server says to a request that it refused, in one sentence. */
export async function explainRefusal(response: Response, method: string): Promise<string> {
  const text = await response.text();
  const what = `${method} ${new URL(response.url).pathname} was answered with ${response.status}`;
  try {
    const problem = JSON.parse(text) as Problem;
    const fields = problem.errors?.map(({ path, message }) => `${path}: ${message}`).join('; ');
    return `${what}: ${problem.title}. ${fields ?? problem.detail}`;
  } catch {
    return `${what}: ${text.slice(0, 200)}`;
  }
}
