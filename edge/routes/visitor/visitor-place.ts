import type { Context } from 'hono';
import type { Whereabouts } from '../../domain/audience.ts';
import type { GeoField } from '../../domain/geo-headers.ts';
import type { AppEnv } from '../../http/app-env.ts';

/** Names of places are short; what is longer is somebody's joke. */
const MAX_PLACE = 100;

/** All that is known of where a request comes from. */
export function readWhereabouts(c: Context<AppEnv>): Whereabouts {
  return {
    address: c.req.header('cf-connecting-ip') ?? '',
    country: readPlace(c, 'country'),
    city: readPlace(c, 'city'),
  };
}

/**
 * One part of the visitor's place, or null: by the headers that the configuration names, if it names any; else as the
 * platform says, where it does.
 */
export function readPlace(c: Context<AppEnv>, field: GeoField): string | null {
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
