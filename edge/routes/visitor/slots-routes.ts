import { Hono } from 'hono';
import { z } from 'zod';
import type { SlotsAnswer } from '../../../shared/contract/slots.ts';
import { WIDGETS_PATH } from '../../../shared/paths.ts';
import { isShutOut } from '../../domain/audience.ts';
import { SLOT_DAYS } from '../../domain/limits.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseWith } from '../../http/body.ts';
import { requireOrigin } from '../../http/cors.ts';
import { loadSiteOfWidget } from './load-site.ts';
import { readWhereabouts } from './visitor-place.ts';

const QuerySchema = z.strictObject({
  days: z
    .string()
    .regex(/^([1-9]|[12]\d|3[01])$/, 'must be 1 to 31')
    .transform(Number)
    .default(SLOT_DAYS),
});

/**
 * `GET /v1/widgets/{hash}/slots?days=7`: when a call can be ordered for, and whether this visitor is to see the widget
 * now. Answered from the site's snapshot. Browsers leave Origin out of same-origin reads, so it may be missing: there
 * is nothing here that a stranger could not read on the page.
 */
export const slotsRoutes = new Hono<AppEnv>().get(`${WIDGETS_PATH}/:hash/slots`, async (c) => {
  const { public: site, edge, widget } = await loadSiteOfWidget(c, c.req.param('hash'));
  requireOrigin(c, site.hosts, true);
  const { days } = parseWith(QuerySchema, c.req.query());
  c.header('cache-control', 'no-store');
  const { isOpen, ...hours } = c.get('services').slots.get(edge, widget, days, Date.now());
  const shown = isOpen && widget.offices.length > 0 && !isShutOut(widget.audience, readWhereabouts(c));
  return c.json({ ...hours, shown } satisfies SlotsAnswer);
});
