import type { Context } from 'hono';
import type { SignedIn } from '../../../shared/contract/admin/person.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError } from '../../http/problem.ts';
import { accountOfToken, isAccountId } from '../../keys/routing-keys.ts';
import { equalText } from '../../keys/secrets.ts';
import type { Person } from '../../rpc/common.ts';
import { askedFrom, refuseForeignPage, setCookies } from './browser-session.ts';

/** RFC 6750. */
const CHALLENGE = { 'www-authenticate': 'Bearer realm="Ringlet"' };

/** The text of `Authorization: Bearer …`. @throws ApiError `unauthorized` without one */
export function bearerOf(c: Context<AppEnv>): string {
  const token = /^Bearer +([\w.~+/=-]{1,512})$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (token === undefined) throw unauthorized('Send Authorization: Bearer and an API token.');
  return token;
}

/** The account that the request's API token leads to. The account itself checks the token. */
export async function accountOfRequest(c: Context<AppEnv>): Promise<{ account: string; token: string }> {
  const token = bearerOf(c);
  const account = await accountOfToken(c.get('services').secrets, token);
  if (account === null) throw unauthorized('The token is damaged or belongs to another server.');
  return { account, token };
}

/** An API token comes first; a browser sends its cookie whether it is asked to or not. */
export function hasBearer(c: Context<AppEnv>): boolean {
  return c.req.header('authorization') !== undefined || c.req.header('cookie') === undefined;
}

/** Who is signed in, at one account; whether they may be there, the account says. @throws ApiError */
export async function personAt(
  c: Context<AppEnv>,
  account: string,
): Promise<{ account: string; user: Person }> {
  refuseForeignPage(c);
  if (!(await isAccountId(c.get('services').secrets, account))) throw new ApiError('not_found');
  return { account, user: (await whoIs(c)).user };
}

/** Who is signed in, for what a token cannot do. @throws ApiError */
export async function signedInPerson(c: Context<AppEnv>): Promise<Person> {
  refuseForeignPage(c);
  return (await whoIs(c)).user;
}

/** @throws ApiError unless the request brings the operator token of the server */
export function refuseAllButOperator(c: Context<AppEnv>): void {
  const { operatorToken } = c.get('services').config;
  if (operatorToken === null) throw new ApiError('not_found');
  if (!equalText(bearerOf(c), operatorToken)) throw unauthorized('This is not the operator token.');
}

/** Who is signed in, at each account that they may enter. @throws ApiError */
export async function accountsOfPerson(
  c: Context<AppEnv>,
): Promise<{ account: string; user: Person; isOwner: boolean }[]> {
  const { user, accounts } = await whoIs(c);
  return accounts.map(({ account, isOwner }) => ({ account, user, isOwner }));
}

async function whoIs(c: Context<AppEnv>): Promise<SignedIn> {
  const { who, cookies } = await c
    .get('services')
    .auth()
    .who({ from: askedFrom(c) });
  if (!who) throw unauthorized('Sign in, or send Authorization: Bearer and an API token.');
  setCookies(c, cookies);
  return who;
}

export function unauthorized(detail: string): ApiError {
  return new ApiError('unauthorized', { detail, headers: CHALLENGE });
}
