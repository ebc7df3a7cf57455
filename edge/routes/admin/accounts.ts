import type { Context } from 'hono';
import { AccountInputSchema } from '../../../shared/contract/admin/account.ts';
import { ADMIN_PATH } from '../../../shared/paths.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError, refusalToError } from '../../http/problem.ts';
import { encodeBase32 } from '../../keys/base32.ts';
import { sha256Hex } from '../../keys/ids.ts';
import { mintAccountId, mintApiToken } from '../../keys/routing-keys.ts';
import type { SecretRing } from '../../keys/secrets.ts';
import { askAccount, askIfThere, entityOf } from './ask-account.ts';
import { accountOfRequest, accountsOfPerson, hasBearer, refuseAllButOperator } from './bearer.ts';
import { parseBody, readIdempotencyKey, readQuery } from './request-parts.ts';

/** Ids of accounts are short enough to meet by chance; another one is tried then. */
const ATTEMPTS = 5;

/**
 * `POST /admin/v1/accounts`: the operator makes an account and gets its first token. With an Idempotency-Key both
 * follow from the key, so that a repetition meets the same account and answers the same token.
 */
export async function createAccount(c: Context<AppEnv>): Promise<Response> {
  refuseAllButOperator(c);
  const { secrets, account } = c.get('services');
  const input = await parseBody(c, AccountInputSchema);
  const key = readIdempotencyKey(c);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { id, token } = await nameAccount(secrets, key, attempt);
    const tokenHash = await sha256Hex(token);
    const answer = await account(id).create({ id, ...input, tokenHash });
    if (answer.kind === 'created') return answerCreated(c, id, token);
    if (answer.code !== 'conflict') throw refusalToError(answer);
  }
  throw new ApiError('unavailable', { detail: 'No free account id was found. Try again.' });
}

/** `GET /admin/v1/accounts`: the accounts that the token opens; an API token belongs to one. */
export async function listAccounts(c: Context<AppEnv>): Promise<Response> {
  const query = readQuery(c);
  const question = { resource: 'account', verb: 'get', query } as const;
  const answers = hasBearer(c)
    ? [await askAccount(c, await accountOfRequest(c), question)]
    : await Promise.all((await accountsOfPerson(c)).map((own) => askIfThere(c, own, question)));
  return c.json({ items: answers.filter((one) => one !== null).map(entityOf), nextCursor: null });
}

/** `GET /admin/v1/me`: the token's account, and what the token may do. */
export async function readMe(c: Context<AppEnv>): Promise<Response> {
  const own = hasBearer(c) ? await accountOfRequest(c) : (await accountsOfPerson(c))[0];
  if (!own) throw new ApiError('unauthorized', { detail: 'You are not signed in.' });
  return c.json(entityOf(await askAccount(c, own, { resource: 'me', verb: 'get', query: readQuery(c) })));
}

async function nameAccount(
  secrets: SecretRing,
  key: string | null,
  attempt: number,
): Promise<{ id: string; token: string }> {
  if (key === null) {
    const id = await mintAccountId(secrets);
    return { id, token: mintApiToken(id) };
  }
  const seed = await secrets.sign('link', `account:${attempt}:${key}`);
  const random = await secrets.sign('link', `token:${attempt}:${key}`);
  const id = await mintAccountId(secrets, encodeBase32(seed, 6));
  return { id, token: `rl_${id}${encodeBase32(random, 32)}` };
}

/** Answers what is kept now: a repetition may come after the account was changed. */
async function answerCreated(c: Context<AppEnv>, id: string, token: string): Promise<Response> {
  const answer = await askAccount(c, { account: id, token }, { resource: 'account', verb: 'get' });
  c.header('location', `${ADMIN_PATH}/accounts/${id}`);
  return c.json({ account: entityOf(answer), token }, 201);
}
