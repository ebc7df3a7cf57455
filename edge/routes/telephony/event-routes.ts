import { Hono } from 'hono';
import type { AppEnv } from '../../http/app-env.ts';
import { readText } from '../../http/body.ts';
import { ApiError, refusalToError } from '../../http/problem.ts';
import { accountOfKey } from '../../keys/routing-keys.ts';

/** Providers send forms and JSON of a few kilobytes. */
const MAX_MESSAGE = 64 * 1024;
/** What signatures are made of. */
const SIGNED_HEADERS = [
  'content-type',
  'x-twilio-signature',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
] as const;

/**
 * `POST /v1/telephony/{provider}/{integrationKey}/events`: what a provider tells of inbound calls. 204 as soon as it
 * is verified and kept; whose call it was is found out after the answer.
 */
export const telephonyEventRoutes = new Hono<AppEnv>().post(
  '/v1/telephony/:provider/:key/events',
  async (c) => {
    const services = c.get('services');
    const { provider, key } = c.req.param();
    const account = await accountOfKey(services.secrets, 'i', key);
    if (account === null) throw new ApiError('unknown_key');
    const headers = Object.fromEntries(SIGNED_HEADERS.map((name) => [name, c.req.header(name) ?? '']));
    const answer = await services.account(account).telephony({
      provider,
      key,
      url: services.config.origin + pathAndQuery(c.req.url),
      headers,
      body: await readText(c, MAX_MESSAGE),
    });
    if (answer.kind === 'refused') throw refusalToError(answer);
    return c.body(null, 204);
  },
);

/** The raw text behind the host: a signature is over what was sent, not over what a parser makes of it. */
function pathAndQuery(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2));
}
