import { Hono } from 'hono';
import loader from '../../../dist/sdk/loader.js?raw';
import type { AppEnv } from '../../http/app-env.ts';
import { ApiError } from '../../http/problem.ts';
import { loadSite } from './load-site.ts';

/** The one script of a page, with the site's public snapshot inlined: no second request before the swap. */
export const scriptRoutes = new Hono<AppEnv>()
  .get('/r/:file', async (c) => {
    const siteKey = /^(.+)\.js$/.exec(c.req.param('file'))?.[1];
    if (!siteKey) throw new ApiError('not_found');
    const { public: snapshot } = await loadSite(c, siteKey);
    c.header('content-type', 'text/javascript; charset=utf-8');
    c.header('cache-control', 'public, max-age=10, stale-if-error=86400');
    c.header('access-control-allow-origin', '*');
    c.header('x-content-type-options', 'nosniff');
    // For pages that isolate themselves (COEP): they load no script of another site without it.
    c.header('cross-origin-resource-policy', 'cross-origin');
    return c.body(`((__RINGLET_SITE__)=>{${loader}\n})(${toScript(snapshot)});`);
  })
  .get('/v1/sites/:siteKey', async (c) => {
    const { public: snapshot } = await loadSite(c, c.req.param('siteKey'));
    c.header('cache-control', 'public, max-age=10, stale-if-error=86400');
    c.header('access-control-allow-origin', '*');
    return c.json(snapshot);
  });

/** JSON that is also JavaScript in every position: no tag can end, no line can break. */
function toScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
