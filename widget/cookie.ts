/** One first-party cookie. Where the browser refuses storage it reads as absent and swallows what is written. */
export interface CookieJar {
  read(): string | null;
  write(value: string): void;
  remove(): void;
}

export const COOKIE_NAME = '_ringlet';
/** 180 days: as long as a touch lives. Some browsers keep script-set cookies for a week only. */
export const COOKIE_MAX_AGE_S = 180 * 86_400;

type CookieDocument = Pick<Document, 'cookie'>;
type PageAddress = Pick<Location, 'hostname' | 'protocol'>;

/** The highest domain that takes a cookie is looked for at the first write, with a cookie thrown away at once. */
export function openCookieJar(doc: CookieDocument, page: PageAddress): CookieJar {
  let domain: string | null = null;
  const put = (value: string, maxAgeS: number) => {
    try {
      domain ??= findHighestDomain(doc, page.hostname);
      const secure = page.protocol === 'https:' ? '; Secure' : '';
      doc.cookie = `${COOKIE_NAME}=${value}; Max-Age=${maxAgeS}; Path=/; SameSite=Lax${domain}${secure}`;
    } catch {
      // A sandboxed frame refuses cookies by throwing; the visit then lives in memory.
    }
  };
  return {
    read: () => readCookie(doc, COOKIE_NAME),
    write: (value) => put(value, COOKIE_MAX_AGE_S),
    remove: () => put('', 0),
  };
}

function readCookie(doc: CookieDocument, name: string): string | null {
  try {
    const pair = doc.cookie.split('; ').find((text) => text.startsWith(`${name}=`));
    return pair?.slice(name.length + 1) || null;
  } catch {
    return null;
  }
}

/** `; Domain=example.com`, or nothing for a host that has no parent (localhost, an address). */
function findHighestDomain(doc: CookieDocument, hostname: string): string {
  const labels = hostname.split('.');
  if (labels.length < 2 || /^[\d.]+$|:/.test(hostname)) return '';
  const probe = `${COOKIE_NAME}_probe`;
  for (let from = labels.length - 2; from >= 0; from--) {
    const attribute = `; Domain=${labels.slice(from).join('.')}`;
    doc.cookie = `${probe}=1; Path=/; SameSite=Lax${attribute}`;
    const isTaken = readCookie(doc, probe) !== null;
    doc.cookie = `${probe}=; Max-Age=0; Path=/; SameSite=Lax${attribute}`;
    if (isTaken) return attribute;
  }
  return '';
}
