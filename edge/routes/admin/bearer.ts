import type { Context } from 'hono';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError } from '../../http/problem.ts';
import { accountOfToken } from '../../keys/routing-keys.ts';

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

export function unauthorized(detail: string): ApiError {
  return new ApiError('unauthorized', { detail, headers: CHALLENGE });
}
