import { type Context, Hono } from 'hono';
import type { SwapRequest } from '../../../shared/contract/swap.ts';
import { type VisitLinkAnswer, VisitLinkRequestSchema } from '../../../shared/contract/visit-link.ts';
import { LINK_PATH } from '../../../shared/paths.ts';
import type { Touch } from '../../../shared/touch.ts';
import { MAX_PAGE_BODY, VISIT_LINK_MS } from '../../domain/limits.ts';
import { isLinkedTouchLast, packTouch, unpackTouch } from '../../domain/linked-touch.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseWith, readJson } from '../../http/body.ts';
import { type LeaseToken, openLeaseToken } from '../../keys/lease-token.ts';
import { type LinkHolder, openVisitLink, sealVisitLink } from '../../keys/visit-link.ts';
import { loadSiteOfBody } from './load-site.ts';

/**
 * `POST /v1/link`: what a link to another host of the site may carry for the next two minutes, so that its visitor stays
 * the same where no cookie reaches. Asks no object; without a valid lease token there is nothing to carry.
 */
export const linkRoutes = new Hono<AppEnv>().post(LINK_PATH, async (c) => {
  const body = await readJson(c, MAX_PAGE_BODY);
  const { edge } = await loadSiteOfBody(c, body);
  const { lease: text, touch } = parseWith(VisitLinkRequestSchema, body);
  const { secrets } = c.get('services');
  const at = Date.now();
  const lease = await openLeaseToken(secrets, text, edge.siteId, at);
  const link =
    lease && (await sealVisitLink(secrets, { lease, touch: packTouch(touch), at }, holderOf(c, edge.siteId)));
  c.header('cache-control', 'no-store');
  return c.json({ link, expiresInS: VISIT_LINK_MS / 1000 } satisfies VisitLinkAnswer);
});

/** Who came by a link; `touch` is null if what the page itself knows is the last one. */
export interface LinkedVisit {
  lease: LeaseToken;
  touch: Touch | null;
}

/** Null without consent to know a visitor, and for a link that is none, stale, or not of this site and browser. */
export async function readVisitLink(
  c: Context<AppEnv>,
  { consent, link, touch: known }: SwapRequest,
  siteId: string,
  now: number,
): Promise<LinkedVisit | null> {
  if (consent !== 'full' || !link) return null;
  const opened = await openVisitLink(c.get('services').secrets, link, holderOf(c, siteId), now);
  if (!opened) return null;
  const touch = opened.touch && unpackTouch(opened.touch, now - opened.at);
  return { lease: opened.lease, touch: touch && isLinkedTouchLast(touch, known) ? touch : null };
}

function holderOf(c: Context<AppEnv>, site: string): LinkHolder {
  return { site, userAgent: c.req.header('user-agent') ?? '' };
}
