import { Hono } from 'hono';
import type { AppEnv } from '../../http/app-env.ts';
import { readText } from '../../http/body.ts';
import { ApiError, refusalToError } from '../../http/problem.ts';
import { accountOfKey } from '../../keys/routing-keys.ts';

/** A line of a chat has 4,000 characters at most, and each may take several bytes. */
const MAX_MESSAGE = 64 * 1024;
const SIGNED_HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

/**
 * `POST /v1/conversations/{integrationKey}`: chats and offline requests of outside systems, signed by Standard Webhooks.
 * What is answered with 204 is stored.
 */
export const conversationRoutes = new Hono<AppEnv>().post('/v1/conversations/:key', async (c) => {
  const key = c.req.param('key');
  const services = c.get('services');
  const account = await accountOfKey(services.secrets, 'i', key);
  if (account === null) throw new ApiError('unknown_key');
  const headers = Object.fromEntries(SIGNED_HEADERS.map((name) => [name, c.req.header(name) ?? '']));
  const body = await readText(c, MAX_MESSAGE);
  const answer = await services.account(account).conversation({ key, headers, body });
  if (answer.kind === 'refused') throw refusalToError(answer);
  return c.body(null, 204);
});
