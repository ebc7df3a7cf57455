import type { Context } from 'hono';
import { isOriginAllowed } from '../../shared/hosts.ts';
import type { AppEnv } from './app-env.ts';
import { ApiError } from './problem.ts';

/**
 * Lets the page at a listed origin read the answer, and refuses every other one: foreign, missing or `null`.
 * `mayBeMissing` is for requests that a token authorises: browsers leave Origin out of same-origin reads.
 */
export function requireOrigin(c: Context<AppEnv>, hosts: readonly string[], mayBeMissing = false): void {
  const origin = c.req.header('origin');
  c.header('vary', 'Origin');
  if (origin === undefined && mayBeMissing) return;
  if (!origin || !isOriginAllowed(hosts, origin)) {
    throw new ApiError('origin_forbidden', { headers: { 'x-ringlet-reason': 'origin' } });
  }
  c.header('access-control-allow-origin', origin);
  c.header('access-control-expose-headers', 'x-ringlet-reason, retry-after');
}

/** A preflight is answered to any origin; the request that follows it is checked. */
export function answerPreflight(c: Context<AppEnv>): Response {
  c.header('access-control-allow-origin', c.req.header('origin') ?? '*');
  c.header('access-control-allow-methods', 'POST, PATCH, DELETE');
  c.header('access-control-allow-headers', 'idempotency-key, content-type');
  c.header('access-control-max-age', '86400');
  c.header('vary', 'Origin');
  return c.body(null, 204);
}
