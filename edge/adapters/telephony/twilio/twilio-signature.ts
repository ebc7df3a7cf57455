import { equalText } from '../../../keys/secrets.ts';

/**
 * X-Twilio-Signature: HMAC-SHA1 by the auth token over the address and the sorted parameters of a form. Of another
 * body only the address is signed, and that carries the body's SHA-256. Twilio signs the address sometimes with and
 * sometimes without its port, so both are tried.
 */
export async function verifyTwilio(
  authToken: string,
  signature: string,
  url: string,
  body: { kind: 'form'; params: URLSearchParams } | { kind: 'raw'; text: string },
): Promise<boolean> {
  if (body.kind === 'raw' && !(await hasBodyHash(url, body.text))) return false;
  const suffix = body.kind === 'form' ? sortedParams(body.params) : '';
  const key = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(authToken),
    { name: 'HMAC', hash: 'SHA-1' },
    false,
    ['sign'],
  );
  let fits = false;
  for (const address of withAndWithoutPort(url)) {
    const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(address + suffix));
    if (equalText(btoa(String.fromCharCode(...new Uint8Array(mac))), signature)) fits = true;
  }
  return fits;
}

/** Name and value of each parameter, sorted; a value that is repeated under one name counts once. */
function sortedParams(params: URLSearchParams): string {
  const names = [...new Set(params.keys())].sort();
  return names
    .flatMap((name) => [...new Set(params.getAll(name))].sort().map((value) => name + value))
    .join('');
}

function withAndWithoutPort(url: string): string[] {
  const [, scheme, host, port, rest] = /^(https?):\/\/([^/?#:]+)(:\d+)?(.*)$/s.exec(url) ?? [];
  if (!scheme || !host) return [url];
  const standard = scheme === 'https' ? ':443' : ':80';
  return [`${scheme}://${host}${rest}`, `${scheme}://${host}${port ?? standard}${rest}`];
}

async function hasBodyHash(url: string, text: string): Promise<boolean> {
  const told = new URL(url).searchParams.get('bodySHA256') ?? '';
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const own = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return equalText(own, told.toLowerCase());
}
