/**
 * The value of a query parameter of an absolute URL: the first that is not empty, `''` for one that is only named,
 * null for none. Names are compared without regard to case.
 */
export function readQueryParameter(url: string, name: string): string | null {
  if (!url.includes('?')) return null;
  const wanted = name.toLowerCase();
  let found: string | null = null;
  for (const [key, value] of parseUrl(url)?.searchParams ?? []) {
    if (key.toLowerCase() !== wanted) continue;
    if (value !== '') return value;
    found = '';
  }
  return found;
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null; // it is no URL, so it has no parameters
  }
}

/** The address with `parameter` (`name=value`) at the end of its query, everything else byte for byte. */
export function addParameter(address: string, parameter: string): string {
  const [, page = '', fragment = ''] = /^([^#]*)(.*)$/s.exec(address) ?? [];
  return `${page}${page.includes('?') ? '&' : '?'}${parameter}${fragment}`;
}
