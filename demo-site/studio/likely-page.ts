import type { Site } from '../../shared/contract/admin/site.ts';

/** A page that a site is likely to have. The shop of the demo business stands on this server. */
export function likelyPage({ hosts: [host = ''] }: Site): string {
  if (host === location.hostname) return `${location.origin}/shop/`;
  return `https://${host.replace('*.', 'www.')}/`;
}
