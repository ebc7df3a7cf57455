import type { Context } from 'hono';
import type { AppEnv } from './app-env.ts';
import { pickEncoding } from './encoding.ts';

/**
 * A static file. Self-hosted it is asked for in one encoding, which is chosen here, or in none; elsewhere the platform
 * compresses.
 */
export function sendStaticFile(c: Context<AppEnv>): Promise<Response> {
  if (!c.get('services').config.compresses) return c.env.ASSETS.fetch(c.req.raw);
  const request = new Request(c.req.raw);
  request.headers.set('accept-encoding', pickEncoding(c.req.header('accept-encoding')) ?? 'identity');
  return c.env.ASSETS.fetch(request);
}
