import type { Context } from 'hono';
import { z } from 'zod';
import type { SiteSnapshot } from '../../domain/site-model.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseWith } from '../../http/body.ts';
import { requireOrigin } from '../../http/cors.ts';
import { ApiError } from '../../http/problem.ts';
import { logError } from '../../log.ts';

/** The snapshot of a site key; `unknown_key` for a damaged one, `unavailable` if its account cannot be reached. */
export async function loadSite(c: Context<AppEnv>, siteKey: string): Promise<SiteSnapshot> {
  const snapshot = await c
    .get('services')
    .snapshot(siteKey, (work) => c.executionCtx.waitUntil(work))
    .catch((error: unknown) => {
      logError('snapshot', { requestId: c.get('requestId') })(error);
      throw new ApiError('unavailable', { headers: { 'retry-after': '2', 'x-ringlet-reason': 'error' } });
    });
  if (!snapshot) throw new ApiError('unknown_key');
  return snapshot;
}

const SiteOfBodySchema = z.object({ site: z.string().max(64) });

/** The site that a body names; whoever asks is still to be checked. */
export function loadNamedSite(c: Context<AppEnv>, body: unknown): Promise<SiteSnapshot> {
  return loadSite(c, parseWith(SiteOfBodySchema, body).site);
}

/**
 * The site that a page's body names, with the page's origin checked: key, origin, then the rest of the body. So the
 * page can read what is wrong with the rest, and a stranger learns nothing.
 */
export async function loadSiteOfBody(c: Context<AppEnv>, body: unknown): Promise<SiteSnapshot> {
  const snapshot = await loadNamedSite(c, body);
  requireOrigin(c, snapshot.public.hosts);
  return snapshot;
}
