import { type Context, Hono } from 'hono';
import {
  type SwapAnswer,
  type SwapReason,
  type SwapRequest,
  SwapRequestSchema,
} from '../../../shared/contract/swap.ts';
import { SWAP_PATH } from '../../../shared/paths.ts';
import { renewAfterS } from '../../domain/lease.ts';
import { MAX_PAGE_BODY, MIN_RENEW_S } from '../../domain/limits.ts';
import type { EdgeCampaign, EdgeSnapshot } from '../../domain/site-model.ts';
import { type AnsweredVisit, countVisit } from '../../domain/statistics.ts';
import { judgeStay, type Stay } from '../../domain/stay.ts';
import { composeSwaps } from '../../domain/swap-answer.ts';
import { reasonForNone } from '../../domain/takes-number.ts';
import type { Visit } from '../../domain/visit-attributes.ts';
import { followStay } from '../../domain/visit-length.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseWith, readJson } from '../../http/body.ts';
import { newSessionId, newVisitorId } from '../../keys/browser-ids.ts';
import { isValid, type LeaseToken, signLeaseToken, verifyLeaseToken } from '../../keys/lease-token.ts';
import { leaseNumbers } from './lease-numbers.ts';
import { type LinkedVisit, readVisitLink } from './link-routes.ts';
import { loadSiteOfBody } from './load-site.ts';
import { type SwapVisit, visitOf } from './swap-visit.ts';

/** `POST /v1/swap`: static numbers are answered here, dynamic ones by the campaign's pool. */
export const swapRoutes = new Hono<AppEnv>().post(SWAP_PATH, async (c) => {
  const body = await readJson(c, MAX_PAGE_BODY);
  const { public: site, edge } = await loadSiteOfBody(c, body);
  const asked = parseWith(SwapRequestSchema, body);
  c.header('cache-control', 'no-store');
  if (asked.consent === 'none') return answer(c, 'consent', emptyAnswer());

  const now = Date.now();
  const linked = await readVisitLink(c, asked, edge.siteId, now);
  const request = linked ? followLink(asked, linked) : asked;
  const last = linked?.lease ?? (await verifyOwnToken(c, request, edge.siteId));
  const token = last && isValid(last, now) ? last : null;
  const stay = judgeStay({
    last,
    isKnown: request.visitor !== null,
    isNewTouch: isNewTouch(request),
    touchAgeS: request.touch?.ageS ?? 0,
    now,
  });
  const visit = visitOf(c, { request, hosts: site.hosts, isReturning: stay.isReturning, now });
  const campaign = keptCampaign(edge, request, token) ?? c.get('services').matcher(edge)(visit);
  const asker = {
    consent: request.consent,
    userAgent: c.req.header('user-agent'),
    purpose: c.req.header('sec-purpose'),
    address: c.req.header('cf-connecting-ip') ?? '',
  };
  const withoutLease = reasonForNone(asker, edge.excluded);
  if (withoutLease) {
    const shared = sharedAnswer(campaign, now);
    if (withoutLease === 'consent') noteVisit(c, edge, campaign, visit, { ...NO_LEASE, swaps: shared.swaps });
    return answer(c, withoutLease, shared);
  }
  return answerVisitor(c, { request, edge, campaign, visit, token, stay, linked, now });
});

/** Who comes by a link is who they were on the other host, whoever this one took the browser for. */
function followLink(asked: SwapRequest, { lease, touch }: LinkedVisit): SwapRequest {
  return { ...asked, visitor: lease.visitor, touch: touch ?? asked.touch };
}

interface KnownVisit {
  request: SwapRequest;
  edge: EdgeSnapshot;
  campaign: EdgeCampaign | null;
  visit: SwapVisit;
  token: LeaseToken | null;
  stay: Stay;
  linked: LinkedVisit | null;
  now: number;
}

/** A visitor with full consent: has an id, a stay, and a lease where the campaign is dynamic. */
async function answerVisitor(c: Context<AppEnv>, known: KnownVisit): Promise<Response> {
  const { request, edge, campaign, visit, token, stay, linked, now } = known;
  const visitor = request.visitor ?? token?.visitor ?? newVisitorId();
  const session = token && stay.goesOn ? token.session : newSessionId();
  const isHolder = token !== null && token.campaign === campaign?.id;
  const leased = campaign?.dynamic
    ? await leaseNumbers(
        c.get('services'),
        campaign,
        { account: edge.account, visitor, session, touch: visit.touch, page: visit.page },
        isHolder,
      )
    : null;
  const followed = followStay({
    last: isHolder && stay.goesOn ? token : null,
    isLeased: leased?.offices.some(({ kind }) => kind === 'leased') ?? false,
    now,
  });
  const { secrets } = c.get('services');
  const signed = await signLeaseToken(secrets, {
    a: edge.account,
    site: edge.siteId,
    visitor,
    session,
    campaign: campaign?.id ?? null,
    fence: leased?.fence ?? 0,
    seenAt: now,
    ...(stay.isReturning && { returning: true }),
    ...(followed.since !== null && { since: followed.since }),
  });
  const composed = campaign
    ? composeSwaps(campaign, leased?.offices ?? null, now)
    : { swaps: [], reason: 'no_campaign' as const };
  noteVisit(c, edge, campaign, visit, {
    isNewSession: session !== token?.session,
    sinceSeenMs: isHolder && stay.goesOn ? now - token.seenAt : null,
    swaps: composed.swaps,
    leases: leased?.offices ?? null,
    remembered: leased?.remembered ?? [],
    stays: followed.moves,
  });
  return answer(c, composed.reason, {
    visitor,
    session,
    renewAfterS: renewAfterS(campaign?.sessionS ?? 0, MIN_RENEW_S),
    campaign: campaign && { id: campaign.id, name: campaign.name },
    swaps: composed.swaps,
    lease: signed,
    ...(linked?.touch && { touch: linked.touch }),
  });
}

/** A visitor whom nobody knows: no session, and nothing of a pool. */
const NO_LEASE = { isNewSession: false, sinceSeenMs: null, leases: null, remembered: [] };

function noteVisit(
  c: Context<AppEnv>,
  { account, siteId: site }: EdgeSnapshot,
  campaign: EdgeCampaign | null,
  seen: Visit,
  visit: AnsweredVisit,
): void {
  const begun = visit.isNewSession ? seen : null;
  const place = { account, site, campaign: campaign?.id ?? '' };
  c.get('services').counters.add(place, countVisit(visit), begun, (work) => c.executionCtx.waitUntil(work));
}

/** A sign of life keeps its campaign; everything else is matched anew. */
function keptCampaign(
  edge: EdgeSnapshot,
  request: SwapRequest,
  token: LeaseToken | null,
): EdgeCampaign | null {
  if (request.cause !== 'renew') return null;
  return edge.campaigns.find((campaign) => campaign.id === token?.campaign) ?? null;
}

function isNewTouch({ cause, touch }: SwapRequest): boolean {
  return cause === 'view' && touch !== null && touch.ageS === 0 && touch.type !== 'direct';
}

/** A token of another visitor is worth as much as none. */
async function verifyOwnToken(
  c: Context<AppEnv>,
  request: SwapRequest,
  siteId: string,
): Promise<LeaseToken | null> {
  const token = await verifyLeaseToken(c.get('services').secrets, request.lease, siteId);
  return token && (request.visitor === null || request.visitor === token.visitor) ? token : null;
}

function sharedAnswer(campaign: EdgeCampaign | null, now: number): SwapAnswer {
  return {
    ...emptyAnswer(),
    campaign: campaign && { id: campaign.id, name: campaign.name },
    swaps: campaign ? composeSwaps(campaign, null, now).swaps : [],
  };
}

function emptyAnswer(): SwapAnswer {
  const renew = renewAfterS(0, MIN_RENEW_S);
  return { visitor: null, session: null, renewAfterS: renew, campaign: null, swaps: [], lease: null };
}

function answer(c: Context<AppEnv>, reason: SwapReason, body: SwapAnswer): Response {
  c.header('x-ringlet-reason', reason);
  return c.json(body);
}
