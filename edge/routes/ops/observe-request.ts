import type { Context, Next } from 'hono';
import { routePath } from 'hono/route';
import type { AppEnv } from '../../http/app-env.ts';
import { logInfo } from '../../log.ts';
import { metrics } from '../../metrics/metrics.ts';

/** Methods that are asked for; anybody can invent another. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Counts a request and writes its line of the log. It is named by the route as it is declared, never by its address:
 * that carries keys, tokens and what visitors came with.
 */
export async function observeRequest(c: Context<AppEnv>, next: Next): Promise<void> {
  const startedAt = Date.now();
  metrics.start(startedAt);
  await next();
  const tookMs = Date.now() - startedAt;
  const method = METHODS.has(c.req.method) ? c.req.method : 'other';
  const route = routePath(c);
  const { status, headers } = c.res;
  metrics.count('ringlet_http_requests_total', { method, route, status: String(status) });
  metrics.observe('ringlet_http_request_seconds', { route }, tookMs / 1000);
  const reason = headers.get('x-ringlet-reason');
  if (reason !== null) metrics.count('ringlet_answers_total', { reason });
  logInfo('request', { requestId: c.get('requestId'), method, route, status, ms: tookMs });
}
