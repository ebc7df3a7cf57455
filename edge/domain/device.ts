import type { Device } from '../../shared/contract/admin/condition.ts';

const TABLET = /ipad|tablet|playbook|kindle|silk\/|android(?!.*mobile)/i;
const MOBILE = /mobi|iphone|ipod|android|windows phone|opera mini/i;

/** The kind of device by its user agent. A tablet that calls itself a desktop (iPadOS does) is taken at its word. */
export function deviceOf(userAgent: string | undefined): Device | null {
  if (!userAgent) return null;
  if (TABLET.test(userAgent)) return 'tablet';
  return MOBILE.test(userAgent) ? 'mobile' : 'desktop';
}

/** The first tag of an `Accept-Language` header: `ru-RU` of `ru-RU,ru;q=0.9`. */
export function languageOf(acceptLanguage: string | undefined): string | null {
  const tag = /^\s*([a-z]{1,8}(?:-[a-z0-9]{1,8})*)\s*(?:[,;]|$)/i.exec(acceptLanguage ?? '')?.[1];
  return tag ?? null;
}
