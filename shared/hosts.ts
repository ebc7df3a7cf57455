/**
 * Which origins a site lists. `example.com` allows that host and `www.`; `*.example.com` every subdomain but not
 * the apex; default ports only, except localhost and 127.0.0.1, which take any.
 */
export function isHostAllowed(hosts: readonly string[], hostname: string): boolean {
  const host = normalizeHost(hostname);
  return hosts.some((entry) => {
    if (entry.startsWith('*.')) return host.endsWith(entry.slice(1)) && host.length > entry.length - 1;
    return host === entry || host === `www.${entry}`;
  });
}

/** True if the hosts of a site are not all one domain and what is below it, so that no cookie can join them. */
export function hasSeveralDomains(hosts: readonly string[]): boolean {
  const ends = hosts.map((host) => host.replace(/^(\*\.)?/, '.')).sort((a, b) => a.length - b.length);
  return ends.some((end) => !end.endsWith(ends[0] as string));
}

/** `origin` is an Origin header's value; a missing one or `null` is never allowed. */
export function isOriginAllowed(hosts: readonly string[], origin: string | null | undefined): boolean {
  if (!origin || !/^https?:\/\//.test(origin)) return false;
  // Browsers write an origin in the form in which hosts are listed: mostly there is nothing to parse.
  if (hosts.includes(origin.slice(origin.indexOf('//') + 2))) return true;
  try {
    const url = new URL(origin);
    const anyPort = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
    return (url.port === '' || anyPort) && isHostAllowed(hosts, url.hostname);
  } catch {
    return false;
  }
}

/** Lower case, punycode as the URL parser writes it, no trailing dot. */
export function normalizeHost(hostname: string): string {
  return hostname.toLowerCase().replace(/\.$/, '');
}

/** A host as an owner types it, in its canonical form, or null if it is none. */
export function parseSiteHost(text: string): string | null {
  const wildcard = text.startsWith('*.');
  const bare = wildcard ? text.slice(2) : text;
  if (bare === '' || /[/@:?#\s*]/.test(bare)) return null;
  try {
    const host = normalizeHost(new URL(`http://${bare}`).hostname);
    return host === '' ? null : (wildcard ? '*.' : '') + host;
  } catch {
    return null;
  }
}
