import { Hono } from 'hono';
import { type Beacons, BeaconsSchema } from '../../../shared/contract/beacons.ts';
import { BEACONS_PATH } from '../../../shared/paths.ts';
import type { Tap } from '../../domain/attribution.ts';
import { countFunnel } from '../../domain/funnel.ts';
import { MAX_PAGE_BODY } from '../../domain/limits.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseWith, readJson } from '../../http/body.ts';
import { openLeaseToken } from '../../keys/lease-token.ts';
import { loadSiteOfBody } from './load-site.ts';

/**
 * `POST /v1/beacons`: what a visitor did on the page. A tap on a number or a copy of it is kept for the visitor whom
 * the lease token names, because it makes it likelier that a call was theirs; without a valid token it is not. What was
 * done with a widget is counted, and of whom nobody asks.
 */
export const beaconRoutes = new Hono<AppEnv>().post(BEACONS_PATH, async (c) => {
  const body = await readJson(c, MAX_PAGE_BODY);
  const { edge } = await loadSiteOfBody(c, body);
  const beacons = parseWith(BeaconsSchema, body);
  const services = c.get('services');
  const now = Date.now();
  const token = await openLeaseToken(services.secrets, beacons.lease, edge.siteId, now);
  const taps = token ? tapsOf(beacons, token.visitor, now) : [];
  if (taps.length > 0) await services.account(edge.account).noteTaps({ taps });
  const steps = countFunnel(beacons, edge, now);
  if (steps.length > 0)
    services.counters.addFunnel(edge.account, steps, (work) => c.executionCtx.waitUntil(work));
  c.header('cache-control', 'no-store');
  return c.body(null, 204);
});

function tapsOf({ events }: Beacons, visitor: string, now: number): Tap[] {
  return events
    .filter(({ type }) => type === 'number_tapped' || type === 'number_copied')
    .map(({ office, agoMs }) => ({ visitor, office, at: now - agoMs }));
}
