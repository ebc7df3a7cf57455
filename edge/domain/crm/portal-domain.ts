import { parseUrl } from '../../../shared/parse-url.ts';
import { isPublicAddress } from '../outgoing-address.ts';

/** Where Bitrix24 keeps portals of its cloud; others are boxed, on hosts of their owners. */
const CLOUD =
  /^[a-z0-9][a-z0-9-]{0,62}\.bitrix24\.(ru|com|by|kz|ua|eu|de|fr|es|it|pl|in|tr|cn|vn|id|jp|mx|com\.br|com\.tr|co|uk)$/;

/** What somebody types for a portal as a host: without scheme, path and port, in ASCII. Null for what is none. */
export function normalizePortal(text: string): string | null {
  const trimmed = text.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  const url = parseUrl(address);
  if (!url) return null;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username !== '' || url.password !== '') return null;
  const host = url.hostname.replace(/\.$/, '');
  if (isCloudPortal(host)) return host;
  const boxed = parseUrl(`https://${host}/`);
  return boxed && host.includes('.') && isPublicAddress(boxed) ? host : null;
}

/** A portal of the vendor's own cloud; any other is boxed (S4-1). */
export function isCloudPortal(host: string): boolean {
  return CLOUD.test(host);
}
