import { Hono } from 'hono';
import { UPLOADS_PATH } from '../../../shared/paths.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { readRange } from '../../http/byte-range.ts';
import { ApiError } from '../../http/problem.ts';
import { accountOfKey } from '../../keys/routing-keys.ts';

/**
 * `GET /u/{key}`: an upload. Its bytes never change, so they are kept for ever; they are never run or shown as a page,
 * whatever they hold.
 */
export const uploadRoutes = new Hono<AppEnv>().get(`${UPLOADS_PATH}/:key`, async (c) => {
  const services = c.get('services');
  const key = c.req.param('key');
  const account = await accountOfKey(services.secrets, 'u', key);
  if (account === null) throw new ApiError('unknown_key');
  const known = [...(c.req.header('if-none-match') ?? '').matchAll(/"([0-9a-f]{64})"/g)].map(
    ([, tag = '']) => tag,
  );
  const range = readRange(c.req.header('range'));
  const answer = await services.account(account).readUpload({ key, known, ...(range && { range }) });
  if (answer.kind === 'gone') throw new ApiError('unknown_key');
  const headers = new Headers({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'accept-ranges': 'bytes',
  });
  if (answer.kind === 'unsatisfiable') {
    headers.set('content-range', `bytes */${answer.size}`);
    return new Response(null, { status: 416, headers });
  }
  const { type, size, digest, bytes, from } = answer;
  headers.set('etag', `"${digest}"`);
  headers.set('cache-control', 'public, max-age=31536000, immutable');
  if (bytes === null) return new Response(null, { status: 304, headers });
  headers.set('content-type', type);
  headers.set('content-length', String(bytes.length));
  if (range) headers.set('content-range', `bytes ${from}-${from + bytes.length - 1}/${size}`);
  return new Response(bytes, { status: range ? 206 : 200, headers });
});
