import { type Context, Hono } from 'hono';
import { answerCall } from '../../adapters/telephony/answer-call.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { readText } from '../../http/body.ts';
import { ApiError, refusalToError } from '../../http/problem.ts';
import { accountOfKey } from '../../keys/routing-keys.ts';
import type { TelephonyAnswer, TelephonyMessage } from '../../rpc.ts';

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
 * `POST /v1/telephony/{provider}/{integrationKey}/{hook}`: what a provider tells of inbound calls. `events` is
 * answered with 204 as soon as the message is verified and kept; whose call it was is found out after the answer.
 * `answer` takes the first event of a call and says where to put it through to.
 */
export const telephonyEventRoutes = new Hono<AppEnv>()
  .post('/v1/telephony/:provider/:key/events', async (c) => {
    await take(c, 'events');
    return c.body(null, 204);
  })
  .post('/v1/telephony/:provider/:key/answer', async (c) => {
    const { office } = await take(c, 'answer');
    const { contentType, body } = answerCall(c.req.param('provider'), office);
    return c.body(body, 200, { 'content-type': contentType, 'cache-control': 'no-store' });
  });

/** @throws ApiError for a key that leads nowhere and for a message that is forged or not understood */
async function take(c: Context<AppEnv>, hook: TelephonyMessage['hook']): Promise<TelephonyAnswer> {
  const services = c.get('services');
  const { provider = '', key = '' } = c.req.param() as { provider?: string; key?: string };
  const account = await accountOfKey(services.secrets, 'i', key);
  if (account === null) throw new ApiError('unknown_key');
  const headers = Object.fromEntries(SIGNED_HEADERS.map((name) => [name, c.req.header(name) ?? '']));
  const answer = await services.account(account).telephony({
    provider,
    hook,
    key,
    url: services.config.origin + pathAndQuery(c.req.url),
    headers,
    body: await readText(c, MAX_MESSAGE),
  });
  if (answer.kind === 'refused') throw refusalToError(answer);
  return answer;
}

/** The raw text behind the host: a signature is over what was sent, not over what a parser makes of it. */
function pathAndQuery(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2));
}
