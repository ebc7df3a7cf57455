import type { Context } from 'hono';
import type { SiteSnapshot } from '../../domain/site-model.ts';
import type { AppEnv } from '../../http/app-env.ts';
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
