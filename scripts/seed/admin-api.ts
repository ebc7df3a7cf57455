import type { Problem } from '../../shared/error-codes.ts';
import { ADMIN_PATH, adminPath } from '../../shared/paths.ts';

/** An entity as the admin API answers it. */
export type Entity = { id: string } & Record<string, unknown>;

export interface CreatedAccount {
  account: { id: string; name: string };
  token: string;
}

/** Makes an account with its first token. The same `key` answers the same account. */
export function createAccount(
  address: string,
  operatorToken: string,
  input: { name: string; timeZone: string; country: string },
  key: string,
): Promise<CreatedAccount> {
  return send(`${address}${ADMIN_PATH}/accounts`, operatorToken, { body: input, key });
}

/** The admin API of one account, as far as a script needs it. Every refusal is thrown as an Error that says why. */
export interface AccountApi {
  /** `path` is below the account: `offices`, `campaigns/cmp_…/start`. */
  post(path: string, body: unknown, key: string): Promise<Entity>;
  get(path: string): Promise<Entity>;
}

export function openAccount(address: string, account: string, token: string): AccountApi {
  const urlOf = (path: string) => address + adminPath(account, path);
  return {
    post: (path, body, key) => send(urlOf(path), token, { body, key }),
    get: (path) => send(urlOf(path), token),
  };
}

async function send<T>(url: string, token: string, write?: { body: unknown; key: string }): Promise<T> {
  const response = await fetch(url, {
    method: write ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(write && { 'content-type': 'application/json', 'idempotency-key': write.key }),
    },
    ...(write && { body: JSON.stringify(write.body) }),
  });
  if (!response.ok) throw new Error(await explainRefusal(response, write ? 'POST' : 'GET'));
  return (await response.json()) as T;
}

async function explainRefusal(response: Response, method: string): Promise<string> {
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
