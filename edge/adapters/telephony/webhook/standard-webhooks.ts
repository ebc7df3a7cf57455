import { equalText } from '../../../keys/secrets.ts';

/** Standard Webhooks 1.0.0, as far as its symmetric signatures go. */

export const WEBHOOK_SECRET_PREFIX = 'whsec_';
const TOLERANCE_S = 5 * 60;
const SECRET_BYTES = { min: 24, max: 64 };

export interface WebhookHeaders {
  id: string;
  /** Unix seconds. */
  timestamp: string;
  signature: string;
}

/** A new secret: `whsec_` and 32 random bytes in base64. */
export function newWebhookSecret(): string {
  return WEBHOOK_SECRET_PREFIX + toBase64(crypto.getRandomValues(new Uint8Array(32)));
}

export function isWebhookSecret(secret: string): boolean {
  return keyOf(secret) !== null;
}

/** The value of `webhook-signature` for a message. @throws RangeError for a text that is no secret */
export async function signWebhook(
  secret: string,
  { id, timestamp }: Pick<WebhookHeaders, 'id' | 'timestamp'>,
  body: string,
): Promise<string> {
  const bytes = keyOf(secret);
  if (!bytes) throw new RangeError('not a Standard Webhooks secret');
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const text = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  return `v1,${toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, text)))}`;
}

/** True if one of the signatures fits and the message is not older or newer than five minutes. */
export async function verifyWebhook(
  secret: string,
  headers: WebhookHeaders,
  body: string,
  now: number,
): Promise<boolean> {
  if (!/^\d{1,12}$/.test(headers.timestamp) || headers.id === '' || headers.id.includes('.')) return false;
  if (Math.abs(now / 1000 - Number(headers.timestamp)) > TOLERANCE_S) return false;
  const own = await signWebhook(secret, headers, body);
  return headers.signature.split(' ').some((signature) => equalText(signature, own));
}

function keyOf(secret: string): Uint8Array | null {
  if (!secret.startsWith(WEBHOOK_SECRET_PREFIX)) return null;
  try {
    const binary = atob(secret.slice(WEBHOOK_SECRET_PREFIX.length));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return bytes.length >= SECRET_BYTES.min && bytes.length <= SECRET_BYTES.max ? bytes : null;
  } catch {
    return null; // not base64
  }
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
