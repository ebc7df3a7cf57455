import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { equalText, type Purpose, type SecretRing } from './secrets.ts';

const utf8 = new TextEncoder();

/** base64url JSON, a dot, base64url MAC. It identifies; what it may do is decided where the facts are. */
export async function signJson(secrets: SecretRing, purpose: Purpose, value: unknown): Promise<string> {
  const body = encodeBase64Url(utf8.encode(JSON.stringify(value)));
  return `${body}.${encodeBase64Url(await secrets.sign(purpose, body))}`;
}

/** The value, or null if the text was not signed here for this purpose. */
export async function openJson(secrets: SecretRing, purpose: Purpose, text: string): Promise<unknown> {
  const [body, mac, ...rest] = text.split('.');
  if (!body || !mac || rest.length > 0) return null;
  // Compared as text: one MAC has one spelling.
  if (!(await secrets.verify(purpose, body, (own) => equalText(encodeBase64Url(own), mac)))) return null;
  const bytes = decodeBase64Url(body);
  return bytes && JSON.parse(new TextDecoder().decode(bytes));
}
