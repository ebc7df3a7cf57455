import { type Context, Hono } from 'hono';
import { answerCall, type CallAnswer } from '../../adapters/telephony/answer-call.ts';
import { answerLeg } from '../../adapters/telephony/answer-leg.ts';
import { HOOKS, type Hook, readLegAddress } from '../../adapters/telephony/leg-address.ts';
import type { EventSource } from '../../domain/facts.ts';
import type { LegMessage, LegRef } from '../../domain/ports.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { readText } from '../../http/body.ts';
import { ApiError, refusalToError } from '../../http/problem.ts';
import { accountOfKey } from '../../keys/routing-keys.ts';
import type { TelephonyAnswer } from '../../rpc/account-rpc.ts';
import type { Services } from '../../services.ts';

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
 * `POST /v1/telephony/{provider}/{integrationKey}/{hook}`: what a provider tells. With `?cb=&attempt=&leg=&widget=` it
 * is about a telephone that was rung for a callback, and goes to the callback once it is verified; else about an
 * inbound call, whose owner is found out after the answer. `answer` and `gather` ask what the call is to do.
 */
export const telephonyEventRoutes = new Hono<AppEnv>().post(
  '/v1/telephony/:provider/:key/:hook',
  async (c) => {
    const { provider, key } = c.req.param();
    const hook = HOOKS.find((name) => name === c.req.param('hook'));
    if (!hook) throw new ApiError('not_found');
    const services = c.get('services');
    const account = await accountOfKey(services.secrets, 'i', key);
    if (account === null) throw new ApiError('unknown_key');
    const query = new URL(c.req.url).searchParams;
    const leg = await findLeg(services, query, account);
    const told = await take(c, { account, hook, leg });
    if (!leg || !told.leg) {
      return hook === 'answer' ? send(c, answerCall(provider, told.office)) : c.body(null, 204);
    }
    const isAsking = hook === 'answer' || hook === 'gather';
    const isKnown = await passOn(services, leg, told.leg, { key, isAsking });
    const { question } =
      hook === 'gather'
        ? await services.callbacks(account, leg.widget).question({ leg })
        : { question: null };
    const place = { provider, origin: services.config.origin, key };
    const answer = answerLeg(place, hook, leg, { isKnown, question, query });
    return answer ? send(c, answer) : c.body(null, 204);
  },
);

/** @throws ApiError for an address that names a damaged leg or somebody else's widget */
async function findLeg(services: Services, query: URLSearchParams, account: string): Promise<LegRef | null> {
  const leg = readLegAddress(query, account);
  if (leg === 'bad') throw new ApiError('not_found', { detail: 'The address names no leg of a callback.' });
  if (leg && (await accountOfKey(services.secrets, 'w', leg.widget)) !== account) {
    throw new ApiError('unknown_key');
  }
  return leg;
}

/** The account verifies the message. @throws ApiError for a message that is forged or not understood */
async function take(
  c: Context<AppEnv>,
  { account, hook, leg }: { account: string; hook: Hook; leg: LegRef | null },
): Promise<TelephonyAnswer> {
  const services = c.get('services');
  const { provider = '', key = '' } = c.req.param() as { provider?: string; key?: string };
  const headers = Object.fromEntries(SIGNED_HEADERS.map((name) => [name, c.req.header(name) ?? '']));
  const answer = await services.account(account).telephony({
    provider,
    hook,
    key,
    url: services.config.origin + pathAndQuery(c.req.url),
    headers,
    body: await readText(c, MAX_MESSAGE),
    ...(leg && { leg }),
  });
  if (answer.kind === 'refused') throw refusalToError(answer);
  return answer;
}

/** True if the callback knows the call; news that it had already are known too, and change nothing. */
async function passOn(
  services: Services,
  leg: LegRef,
  { id, at, call, news }: LegMessage,
  from: Omit<EventSource, 'call'>,
): Promise<boolean> {
  if (!news) return true;
  const via = { ...from, call };
  const body = { type: 'telephony.event', event: { id, leg, at, ...news }, via } as const;
  const fact = { id, subject: id, seq: 0, body };
  const { accepted } = await services.callbacks(leg.account, leg.widget).acceptFacts({ facts: [fact] });
  return accepted.includes(id);
}

function send(c: Context<AppEnv>, { contentType, body }: CallAnswer): Response {
  return c.body(body, 200, { 'content-type': contentType, 'cache-control': 'no-store' });
}

/** The raw text behind the host: a signature is over what was sent, not over what a parser makes of it. */
function pathAndQuery(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2));
}
