import { Hono } from 'hono';
import loader from '../../../dist/sdk/loader.js?raw';
import type { PublicSnapshot } from '../../../shared/contract/site-snapshot.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { matchesEtag, pickEncoding } from '../../http/encoding.ts';
import { ApiError } from '../../http/problem.ts';
import { loadSite } from './load-site.ts';

/** The one script of a page, with the site's public snapshot inlined: no second request before the swap. */
export const scriptRoutes = new Hono<AppEnv>()
  .get('/r/:file', async (c) => {
    const siteKey = /^(.+)\.js$/.exec(c.req.param('file'))?.[1];
    if (!siteKey) throw new ApiError('not_found');
    const { scripts, config, dressed } = c.get('services');
    const snapshot = dressed.get(await loadSite(c, siteKey));
    const script = await scripts.get(snapshot, composeScript);
    const headers = new Headers({
      'cache-control': 'public, max-age=10, stale-if-error=86400',
      'access-control-allow-origin': '*',
      // For pages that isolate themselves (COEP): they load no script of another site without it.
      'cross-origin-resource-policy': 'cross-origin',
      etag: script.etag,
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
    });
    if (matchesEtag(c.req.header('if-none-match'), script.etag)) {
      return new Response(null, { status: 304, headers });
    }
    headers.set('content-type', 'text/javascript; charset=utf-8');
    const encoding = config.compresses ? pickEncoding(c.req.header('accept-encoding')) : null;
    if (!encoding) return new Response(script.text, { headers });
    const body = script.encode(encoding);
    headers.set('content-encoding', encoding);
    headers.set('content-length', String(body.length));
    return new Response(body, { headers, encodeBody: 'manual' });
  })
  .get('/v1/sites/:siteKey', async (c) => {
    const snapshot = c.get('services').dressed.get(await loadSite(c, c.req.param('siteKey')));
    c.header('cache-control', 'public, max-age=10, stale-if-error=86400');
    c.header('access-control-allow-origin', '*');
    return c.json(snapshot);
  });

function composeScript(snapshot: PublicSnapshot): string {
  return `((__RINGLET_SITE__)=>{${loader}\n})(${toScript(snapshot)});`;
}

/** JSON that is also JavaScript in every position: no tag can end, no line can break. */
function toScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
