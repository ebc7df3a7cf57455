import type { Device } from './contract/admin/condition.ts';

const TABLET = /ipad|tablet|playbook|kindle|silk\/|android(?!.*mobile)/i;
const MOBILE = /mobi|iphone|ipod|android|windows phone|opera mini/i;

/** The kind of device by its user agent. A tablet that calls itself a desktop (iPadOS does) is taken at its word. */
export function deviceOf(userAgent: string | undefined): Device | null {
  if (!userAgent) return null;
  if (TABLET.test(userAgent)) return 'tablet';
  return MOBILE.test(userAgent) ? 'mobile' : 'desktop';
}
