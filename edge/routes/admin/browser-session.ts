import type { Context } from 'hono';
import { addressBlock } from '../../domain/address-block.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError } from '../../http/problem.ts';
import type { AskedFrom } from '../../rpc/auth-rpc.ts';

const SAFE = ['GET', 'HEAD'];

/** Who asks, as far as the request tells. */
export function askedFrom(c: Context<AppEnv>): AskedFrom {
  return {
    cookie: c.req.header('cookie') ?? null,
    block: addressBlock(c.req.header('cf-connecting-ip') ?? ''),
    userAgent: c.req.header('user-agent') ?? null,
  };
}

/**
 * A browser sends its cookie with whatever page asks it to, so a change must come from a page of our own, and its body
 * must be JSON, which no form can send. @throws ApiError
 */
export function refuseForeignPage(c: Context<AppEnv>): void {
  if (SAFE.includes(c.req.method)) return;
  if (c.req.header('origin') !== c.get('services').config.origin) {
    throw new ApiError('origin_forbidden', {
      detail: 'Browser sessions work from the pages of this server only.',
    });
  }
  const type = c.req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  const hasBody = c.req.header('content-length') !== '0' && c.req.raw.body !== null;
  if (hasBody && type !== 'application/json' && type !== 'application/merge-patch+json') {
    throw new ApiError('bad_json', { detail: 'Send the body as application/json.' });
  }
}

/** Gives the browser what it is to keep. */
export function setCookies(c: Context<AppEnv>, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
}
