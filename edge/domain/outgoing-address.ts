import ipaddr from 'ipaddr.js';
import { normalizeHost } from '../../shared/hosts.ts';
import type { UrlParts } from '../../shared/parse-url.ts';

/** Names that lead to a machine of one's own or to a cloud's innards, whatever they resolve to. */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|home\.arpa|onion|test|invalid)$/;
/** Names of other people that lead to whatever private address stands in them, or to this machine. */
const MIRROR_NAME = /(^|\.)((nip|sslip|xip)\.io|localtest\.me|lvh\.me|vcap\.me|lacolhost\.com|localho\.st)$/;
/** Where nobody speaks HTTP, and a request might pass for something else: logins, mail, names, files, databases. */
const FOREIGN_PORTS = new Set(
  '21 22 23 25 53 110 111 135 139 143 389 445 465 514 587 636 993 995 1433 1521 2049 2375 3306 3389 5432 5900 6379 9200 11211 27017'.split(
    ' ',
  ),
);

/**
 * True if a customer may have us ask this address: http or https without a password in it, and a host that is on the
 * public internet as far as its name or literal tells. Where a name resolves to is the network's to check: it
 * reaches public addresses only (`scripts/selfhost/config.ts`).
 */
export function isPublicAddress(url: UrlParts): boolean {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  if (url.username || url.password || FOREIGN_PORTS.has(url.port)) return false;
  const host = normalizeHost(url.hostname).replace(/^\[(.*)\]$/, '$1');
  // The URL parser has made four plain numbers of every way to write an IPv4 address.
  if (ipaddr.isValid(host)) return isOfTheInternet(ipaddr.process(host));
  return host.includes('.') && !PRIVATE_NAME.test(host) && !MIRROR_NAME.test(host);
}

/** Of IPv6 only what is given out: there are forgotten ranges beside it that end at an IPv4 address, like `::127.0.0.1`. */
function isOfTheInternet(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || ((address as ipaddr.IPv6).parts[0] ?? 0) >> 13 === 1;
}

/** True if `url` leads to this machine itself, where `host:port` of it is among `targets`. */
export function isLocalTarget(url: UrlParts, targets: readonly string[]): boolean {
  if (url.protocol !== 'http:' || !isLoopbackHost(url.hostname)) return false;
  return targets.includes(`${url.hostname}:${url.port || '80'}`);
}

/** `hostname` as a URL has it. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** `127.0.0.1:2525,localhost:8025`; null if one of them is no loopback host with a port. */
export function parseLocalTargets(text: string): string[] | null {
  const targets = text.split(',').map((target) => target.trim());
  const isWritten = (target: string) => {
    const [, host, port] = /^(.+):(\d{1,5})$/.exec(target) ?? [];
    return host !== undefined && isLoopbackHost(host) && Number(port) > 0 && Number(port) < 65_536;
  };
  return targets.every(isWritten) ? targets : null;
}
