/** One first-party cookie. Where the browser refuses storage it reads as absent and swallows what is written. */
export interface CookieJar {
  read(): string | null;
  write(value: string): void;
  remove(): void;
}

/** 180 days: as long as a touch lives. Some browsers keep script-set cookies for a week only. */
const MAX_AGE_S = 180 * 86_400;
/** In the past for certain, where a zero lives out its millisecond (RFC 6265, 5.2.2). */
const GONE_S = -1;

type CookieDocument = Pick<Document, 'cookie'>;
type PageAddress = Pick<Location, 'hostname' | 'protocol'>;

/** The first write goes to the highest domain that takes it, and what is written later as well. */
export function openCookieJar(doc: CookieDocument, { hostname, protocol }: PageAddress): CookieJar {
  let domains = parentDomains(hostname);
  const secure = protocol === 'https:' ? '; Secure' : '';

  function read(): string | null {
    try {
      return /(?:^|; )_ringlet=([^;]+)/.exec(doc.cookie)?.[1] ?? null;
    } catch {
      return null;
    }
  }

  function put(value: string, maxAgeS: number): void {
    try {
      for (const domain of domains) {
        doc.cookie = `_ringlet=${value}; Max-Age=${maxAgeS}; Path=/; SameSite=Lax${domain}${secure}`;
        if (value && read() === value) {
          domains = [domain];
          return;
        }
      }
    } catch {
      // A sandboxed frame refuses cookies by throwing; the visit then lives in memory.
    }
  }

  return { read, write: (value) => put(value, MAX_AGE_S), remove: () => put('', GONE_S) };
}

/** `; Domain=…` of the host from two labels up, and of the host alone, which is all that an address has. */
function parentDomains(hostname: string): string[] {
  const labels = /[a-z]/i.test(hostname) ? hostname.split('.') : [];
  return [...labels.slice(1).map((_, i) => `; Domain=${labels.slice(-i - 2).join('.')}`), ''];
}
