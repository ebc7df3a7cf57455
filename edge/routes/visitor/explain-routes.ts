import { type Context, Hono } from 'hono';
import {
  type ExplainRequest,
  ExplainRequestSchema,
  type VisitExplanation,
} from '../../../shared/contract/visit-explanation.ts';
import { EXPLAIN_PATH } from '../../../shared/paths.ts';
import { explainOffices, type PoolView, reasonOf } from '../../domain/explain-offices.ts';
import { MAX_PAGE_BODY } from '../../domain/limits.ts';
import { isLoopbackHost } from '../../domain/outgoing-address.ts';
import type { EdgeCampaign, EdgeSnapshot } from '../../domain/site-model.ts';
import { judgeStay } from '../../domain/stay.ts';
import { reasonForNone } from '../../domain/takes-number.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseWith, readJson } from '../../http/body.ts';
import { ApiError } from '../../http/problem.ts';
import { isDebugToken } from '../../keys/debug-token.ts';
import { openLeaseToken, verifyLeaseToken } from '../../keys/lease-token.ts';
import { logError } from '../../log.ts';
import { loadSiteOfBody } from './load-site.ts';
import { visitOf } from './swap-visit.ts';

/**
 * `POST /v1/explain`: why this visitor sees what they see, for the overlay. It tells of rules, so it wants the token of a
 * debug link; without one it answers only where server and page are both on this machine. It gives out nothing.
 */
export const explainRoutes = new Hono<AppEnv>().post(EXPLAIN_PATH, async (c) => {
  const body = await readJson(c, MAX_PAGE_BODY);
  const { public: site, edge } = await loadSiteOfBody(c, body);
  const request = parseWith(ExplainRequestSchema, body);
  c.header('cache-control', 'no-store');
  const now = Date.now();
  await requireDebugToken(c, request, edge.siteId, now);
  const { secrets, account } = c.get('services');
  const last = await verifyLeaseToken(secrets, request.lease, edge.siteId);
  const { isReturning } = judgeStay({
    last,
    isKnown: last !== null,
    isNewTouch: false,
    touchAgeS: request.touch?.ageS ?? 0,
    now,
  });
  // Of its own, because it goes to the account: what is read when it is asked for stays here.
  const visit = { ...visitOf(c, { request, hosts: site.hosts, isReturning, now }) };
  const { timeZone, siteId } = edge;
  const [{ explanation, offices: names }, token] = await Promise.all([
    account(edge.account).explain({ site: siteId, visit, timeZone }),
    openLeaseToken(secrets, request.lease, siteId, now),
  ]);
  const campaign = edge.campaigns.find(({ id }) => id === explanation.campaign?.id) ?? null;
  const without = refusalOf(c, edge, request.consent);
  const pool = campaign?.dynamic ? await viewPool(c, edge, campaign, token?.visitor ?? null) : null;
  const offices = campaign ? explainOffices({ campaign, pool, without, names, now }) : [];
  const reason = without ?? (campaign ? reasonOf(offices) : 'no_campaign');
  return c.json({
    ...explanation,
    reason,
    version: site.version,
    isReturning,
    offices,
  } satisfies VisitExplanation);
});

/** @throws ApiError `bad_token` */
async function requireDebugToken(
  c: Context<AppEnv>,
  { token }: ExplainRequest,
  siteId: string,
  now: number,
): Promise<void> {
  const { secrets, config } = c.get('services');
  if (token !== null && (await isDebugToken(secrets, token, siteId, now))) return;
  if (isOnThisMachine(c, config.origin)) return;
  throw new ApiError('bad_token', {
    detail: 'Make a new debug link: one works for an hour and on its site.',
  });
}

/** The server's name may be a mere default, and a header is soon written: whoever asks must come from here as well. */
function isOnThisMachine(c: Context<AppEnv>, ownOrigin: string): boolean {
  const origins = [ownOrigin, c.req.header('origin') ?? ''];
  const address = c.req.header('cf-connecting-ip') ?? '127.0.0.1';
  return (
    origins.every((origin) => URL.canParse(origin) && isLoopbackHost(new URL(origin).hostname)) &&
    isLoopbackHost(address.includes(':') ? `[${address}]` : address)
  );
}

function refusalOf(c: Context<AppEnv>, { excluded }: EdgeSnapshot, consent: ExplainRequest['consent']) {
  const reason = reasonForNone(
    {
      consent,
      userAgent: c.req.header('user-agent'),
      purpose: c.req.header('sec-purpose'),
      address: c.req.header('cf-connecting-ip') ?? '',
    },
    excluded,
  );
  return reason === 'consent' || reason === 'bot' || reason === 'excluded' ? reason : null;
}

/** Null if the pool cannot be asked: the rest of the answer is worth having all the same. */
function viewPool(
  c: Context<AppEnv>,
  { account }: EdgeSnapshot,
  { id, offices }: EdgeCampaign,
  visitor: string | null,
): Promise<PoolView | null> {
  const dynamic = offices.flatMap(({ office, kind }) => (kind === 'dynamic' ? [office] : []));
  return c
    .get('services')
    .pool(account, id)
    .occupancy({ offices: dynamic, visitor })
    .catch((error: unknown) => {
      logError('occupancy', { requestId: c.get('requestId') })(error);
      return null;
    });
}
