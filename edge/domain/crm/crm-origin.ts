import { parseUrl } from '../../../shared/parse-url.ts';
import { isLoopbackHost, isPublicAddress } from '../outgoing-address.ts';

/**
 * The origin of a CRM as its owner spells it: `shop.bitrix24.ru` or `https://shop.bitrix24.ru/` become
 * `https://shop.bitrix24.ru` (S4-1, S4-6). By http only to the machine itself. Null for anything else.
 */
export function originOfCrm(domain: string): string | null {
  if (!/^(https?:\/\/)?[^/?#\s]+\/?$/i.test(domain)) return null;
  const url = parseUrl(/^https?:\/\//i.test(domain) ? domain : `https://${domain}`);
  if (url === null || url.username || url.password) return null;
  const isFine = url.protocol === 'https:' ? isPublicAddress(url) : isLoopbackHost(url.hostname);
  return isFine ? url.origin : null;
}
