/** 180 days: as long as a touch lives. Some browsers keep script-set cookies for a week only. */
const MAX_AGE_S = 180 * 86_400;
/** In the past for certain, where a zero lives out its millisecond (RFC 6265, 5.2.2). */
const GONE_S = -1;

type CookieDocument = Pick<Document, 'cookie'>;
type PageAddress = Pick<Location, 'hostname' | 'protocol'>;

/** The value of our one first-party cookie; null where there is none or the browser refuses to tell. */
export function readCookie(doc: CookieDocument): string | null {
  try {
    return /(?:^|; )_ringlet=([^;]+)/.exec(doc.cookie)?.[1] ?? null;
  } catch {
    return null;
  }
}

/**
 * Writes it on the highest domain that takes it; an empty `value` removes it. A browser that refuses storage
 * swallows what is written.
 */
export function writeCookie(doc: CookieDocument, { hostname, protocol }: PageAddress, value: string): void {
  const ageS = value ? MAX_AGE_S : GONE_S;
  const secure = protocol === 'https:' ? '; Secure' : '';
  try {
    for (const domain of parentDomains(hostname)) {
      doc.cookie = `_ringlet=${value}; Max-Age=${ageS}; Path=/; SameSite=Lax${domain}${secure}`;
      if (value && readCookie(doc) === value) return;
    }
  } catch {
    // A sandboxed frame refuses cookies by throwing; the visit then lives in memory.
  }
}

/** `; Domain=…` of the host from two labels up, and of the host alone, which is all that an address has. */
function parentDomains(hostname: string): string[] {
  const labels = /[a-z]/i.test(hostname) ? hostname.split('.') : [];
  return [...labels.slice(1).map((_, i) => `; Domain=${labels.slice(-i - 2).join('.')}`), ''];
}
