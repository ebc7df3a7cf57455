const PROBE = '_ringlet_probe';

type CookieDocument = Pick<Document, 'cookie'>;
type PageAddress = Pick<Location, 'hostname' | 'protocol'>;

/**
 * True if a cookie of this page can reach `host` too. Only the browser knows which domains people share (`co.uk` is
 * one of them), so it is asked: it takes a cookie for what both names end with, or it does not.
 */
export function doesCookieReach(
  doc: CookieDocument,
  { hostname, protocol }: PageAddress,
  host: string,
): boolean {
  if (hostname === host) return true;
  const domain = commonEnd(hostname, host);
  if (!domain.includes('.')) return false;
  const secure = protocol === 'https:' ? '; Secure' : '';
  const write = (ageS: number) => {
    doc.cookie = `${PROBE}=1; Max-Age=${ageS}; Path=/; SameSite=Lax; Domain=${domain}${secure}`;
  };
  try {
    write(9);
    const isTaken = doc.cookie.includes(`${PROBE}=1`);
    write(-1);
    return isTaken;
  } catch {
    return false; // a sandboxed page has no cookies at all
  }
}

/** The labels that two host names have in common at their end. */
function commonEnd(one: string, other: string): string {
  const labels = one.split('.');
  while (labels[0] !== undefined && !`.${other}`.endsWith(`.${labels.join('.')}`)) labels.shift();
  return labels.join('.');
}
