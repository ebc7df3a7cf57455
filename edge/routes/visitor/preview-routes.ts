import { Hono } from 'hono';
import { type PagePreview, PagePreviewRequestSchema } from '../../../shared/contract/page-preview.ts';
import { PREVIEW_PATH } from '../../../shared/paths.ts';
import { publicStyle } from '../../../shared/style-css.ts';
import { MAX_PAGE_BODY } from '../../domain/limits.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseWith, readJson } from '../../http/body.ts';
import { ApiError } from '../../http/problem.ts';
import { openPreviewToken } from '../../keys/preview-token.ts';
import { loadSiteOfBody } from './load-site.ts';

/**
 * `POST /v1/preview`: the widget with looks and texts that are not saved, for a page that was opened by a preview link.
 * All else of the widget is as every visitor gets it.
 */
export const previewRoutes = new Hono<AppEnv>().post(PREVIEW_PATH, async (c) => {
  const body = await readJson(c, MAX_PAGE_BODY);
  const { public: site, edge } = await loadSiteOfBody(c, body);
  const { token } = parseWith(PagePreviewRequestSchema, body);
  c.header('cache-control', 'no-store');
  const { secrets, account } = c.get('services');
  const opened = await openPreviewToken(secrets, token, edge.siteId, Date.now());
  const found = opened && (await account(edge.account).preview({ id: opened.preview }));
  if (!found || found.kind === 'gone') {
    throw new ApiError('bad_token', { detail: 'Make a new link: one works for an hour and on its site.' });
  }
  const widget = site.widgets.find(({ hash }) => hash === found.hash);
  if (!widget) throw new ApiError('not_found', { detail: 'The widget is not shown: it has no office.' });
  const { style, styleId, texts, endsInMs } = found;
  return c.json({
    widget: { ...widget, texts, style: publicStyle(style, styleId) },
    endsInMs,
  } satisfies PagePreview);
});
