import ipaddr from 'ipaddr.js';

/**
 * The block that an address (as the front of the server tells it) stands for: the /24 of IPv4, the /64 of IPv6, which
 * is what one household has. Null for what is no address, and for addresses that do not come from the internet: behind
 * a proxy of one's own all visitors would have the same one.
 */
export function addressBlock(address: string): string | null {
  if (!ipaddr.isValid(address)) return null;
  const own = ipaddr.process(address);
  if (own.range() !== 'unicast') return null;
  const bytes = own.toByteArray().slice(0, own.kind() === 'ipv4' ? 3 : 8);
  return `${own.kind()}:${bytes.join('.')}`;
}
