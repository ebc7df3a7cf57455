import type { Context } from 'hono';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError } from '../../http/problem.ts';

/**
 * The Idempotency-Key of an order or a request. In the address it costs a page no preflight: what is sent then leaves
 * with the page that it was made on. @throws ApiError `idempotency_key_missing`
 */
export function requireKey(c: Context<AppEnv>): string {
  const key = c.req.header('idempotency-key') ?? c.req.query('key') ?? '';
  if (!/^[\x21-\x7e]{8,128}$/.test(key)) {
    throw new ApiError('idempotency_key_missing', {
      detail: 'Idempotency-Key needs 8 to 128 visible characters.',
    });
  }
  return key;
}
