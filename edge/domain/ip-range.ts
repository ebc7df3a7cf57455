import ipaddr from 'ipaddr.js';

/**
 * Addresses and ranges as people write them: `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`. Visitors from
 * excluded ones (the office itself, a monitor) are answered but take no number.
 */
export type IpRange = [address: ipaddr.IPv4 | ipaddr.IPv6, prefix: number];

/** Null if the text is neither an address nor a range. Octal, hexadecimal and shortened IPv4 forms are none. */
export function parseIpRange(text: string): IpRange | null {
  const [address = '', prefix] = text.split('/', 2);
  if (!isWritten(address)) return null;
  try {
    if (prefix !== undefined) return ipaddr.parseCIDR(text);
    const whole = ipaddr.process(text);
    return [whole, whole.kind() === 'ipv4' ? 32 : 128];
  } catch {
    return null;
  }
}

/** True if the address lies in the range; what is no address lies in none. IPv4 inside IPv6 counts as IPv4. */
export function isInRange(address: string, range: IpRange): boolean {
  if (!isWritten(address)) return false;
  const own = ipaddr.process(address);
  return own.kind() === range[0].kind() && own.match(range);
}

function isWritten(address: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
}
