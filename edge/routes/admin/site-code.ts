import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { z } from 'zod';
import type { Site } from '../../../shared/contract/admin/site.ts';
import { type Release, ReleaseSchema } from '../../../shared/contract/release.ts';
import { RELEASES_PATH, UPLOADS_PATH } from '../../../shared/paths.ts';
import { composeSiteCode, renderSiteCode } from '../../domain/site-code.ts';
import type { AppEnv } from '../../http/app-env.ts';

/** What to paste on a site: JSON, or with `Accept: text/plain` a file to keep (S2-44). */
export async function showSiteCode(c: Context<AppEnv>, site: Site): Promise<Response> {
  const { origin } = c.get('services').config;
  const [releases, hasPictures] = await Promise.all([readReleases(c), showsPictures(c, site)]);
  const code = composeSiteCode({ origin, siteKey: site.key, releases, hasPictures });
  const type = accepts(c, {
    header: 'Accept',
    supports: ['application/json', 'text/plain'],
    default: 'application/json',
  });
  c.header('vary', 'Accept');
  if (type !== 'text/plain') return c.json(code);
  // Letters, digits, dots and hyphens: a host is parsed before it is stored.
  const host = site.hosts[0]?.replace(/^\*\./, '') ?? site.id;
  c.header('content-disposition', `attachment; filename="ringlet-${host}.txt"`);
  return c.text(renderSiteCode(code));
}

/** Whether a page of the site loads an upload, which its policy then has to allow. */
async function showsPictures(c: Context<AppEnv>, { key }: Site): Promise<boolean> {
  const snapshot = await c.get('services').snapshot(key, (work) => c.executionCtx.waitUntil(work));
  return snapshot?.public.widgets.some(({ style }) => style.css.includes(`url(${UPLOADS_PATH}/`)) ?? false;
}

/** The build lists them beside the scripts. */
async function readReleases(c: Context<AppEnv>): Promise<Release[]> {
  const { origin } = c.get('services').config;
  const answer = await c.env.ASSETS.fetch(origin + RELEASES_PATH);
  return z.array(ReleaseSchema).parse(await answer.json());
}
