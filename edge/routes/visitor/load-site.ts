import type { Context } from 'hono';
import { z } from 'zod';
import type { EdgeWidget, SiteSnapshot } from '../../domain/site-model.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseWith } from '../../http/body.ts';
import { requireOrigin } from '../../http/cors.ts';
import { ApiError } from '../../http/problem.ts';
import { logError } from '../../log.ts';

/** The snapshot of a site key; `unknown_key` for a damaged one, `unavailable` if its account cannot be reached. */
export async function loadSite(c: Context<AppEnv>, siteKey: string): Promise<SiteSnapshot> {
  const services = c.get('services');
  return fetched(c, () => services.snapshot(siteKey, (work) => c.executionCtx.waitUntil(work)));
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

/** The site of a widget, and what the edge knows of the widget; `unknown_key` for a hash that leads nowhere. */
export async function loadSiteOfWidget(
  c: Context<AppEnv>,
  hash: string,
): Promise<SiteSnapshot & { widget: EdgeWidget }> {
  const services = c.get('services');
  const snapshot = await fetched(c, () =>
    services.snapshotOfWidget(hash, (work) => c.executionCtx.waitUntil(work)),
  );
  const widget = snapshot.edge.widgets.find((entry) => entry.hash === hash);
  if (!widget) throw new ApiError('unknown_key');
  return { ...snapshot, widget };
}

async function fetched(c: Context<AppEnv>, fetch: () => Promise<SiteSnapshot | null>): Promise<SiteSnapshot> {
  const snapshot = await fetch().catch((error: unknown) => {
    logError('snapshot', { requestId: c.get('requestId') })(error);
    throw new ApiError('unavailable', { headers: { 'retry-after': '2', 'x-ringlet-reason': 'error' } });
  });
  if (!snapshot) throw new ApiError('unknown_key');
  return snapshot;
}
