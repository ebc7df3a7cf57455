import type { Context } from 'hono';
import type { SwapRequest } from '../../../shared/contract/swap.ts';
import { deviceOf } from '../../../shared/device.ts';
import { isHostAllowed } from '../../../shared/hosts.ts';
import { computeTouch, type Touch } from '../../../shared/touch.ts';
import { languageOf } from '../../domain/accept-language.ts';
import type { GeoField } from '../../domain/geo-headers.ts';
import type { Visit } from '../../domain/visit-attributes.ts';
import type { AppEnv } from '../../http/app-env.ts';

/** Names of places are short; what is longer is somebody's joke. */
const MAX_PLACE = 100;

export interface SwapFacts {
  request: Pick<SwapRequest, 'page' | 'touch'>;
  /** Hosts of the site: a referrer of one of them is none. */
  hosts: readonly string[];
  isReturning: boolean;
  /** Epoch ms. */
  now: number;
}

/** A visit whose touch is known, from the page or by its URL. */
export type SwapVisit = Visit & { touch: Touch };

/**
 * What the campaigns' rules may look at, from the page's request and its headers. Most rules ask for one or two of
 * these, so each is read when it is asked for.
 */
export function visitOf(c: Context<AppEnv>, { request, hosts, isReturning, now }: SwapFacts): SwapVisit {
  const { url, referrer } = request.page;
  let touch = request.touch;
  return {
    get touch() {
      touch ??= computeTouch(url, referrer, (host) => isHostAllowed(hosts, host));
      return touch;
    },
    page: url,
    get country() {
      return readPlace(c, 'country');
    },
    get region() {
      return readPlace(c, 'region');
    },
    get city() {
      return readPlace(c, 'city');
    },
    get device() {
      return deviceOf(c.req.header('user-agent'));
    },
    get language() {
      return languageOf(c.req.header('accept-language'));
    },
    visitor: isReturning ? 'returning' : 'new',
    at: now,
  };
}

/** By the headers that the configuration names, if it names any; else as the platform says, where it does. */
function readPlace(c: Context<AppEnv>, field: GeoField): string | null {
  const { geoHeaders } = c.get('services').config;
  if (!geoHeaders) return clean(c.req.raw.cf?.[field]);
  const name = geoHeaders[field];
  return clean(name === undefined ? null : decode(c.req.header(name) ?? ''));
}

function clean(value: unknown): string | null {
  return typeof value === 'string' ? value.trim().slice(0, MAX_PLACE) || null : null;
}

/** Headers carry ASCII only, so proxies percent-encode the names of cities. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // a URIError: it was not encoded, and has a percent sign of its own
  }
}
