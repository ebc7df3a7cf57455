import type { Context } from 'hono';
import type { SwapRequest } from '../../../shared/contract/swap.ts';
import type { Touch } from '../../../shared/touch.ts';
import { deviceOf, languageOf } from '../../domain/device.ts';
import type { GeoField } from '../../domain/geo-headers.ts';
import type { Visit } from '../../domain/visit-attributes.ts';
import type { AppEnv } from '../../http/app-env.ts';

/** Names of places are short; what is longer is somebody's joke. */
const MAX_PLACE = 100;

export interface SwapFacts {
  request: Pick<SwapRequest, 'page'>;
  touch: Touch;
  isReturning: boolean;
  /** Epoch ms. */
  now: number;
}

/** What the campaigns' rules may look at, from the page's request and its headers. */
export function visitOf(c: Context<AppEnv>, { request, touch, isReturning, now }: SwapFacts): Visit {
  return {
    touch,
    page: request.page.url,
    country: readPlace(c, 'country'),
    region: readPlace(c, 'region'),
    city: readPlace(c, 'city'),
    device: deviceOf(c.req.header('user-agent')),
    language: languageOf(c.req.header('accept-language')),
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
