// Checks that a message came from Ringlet. Plain Node; give it the body as it came, before anything parses it.
import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_S = 5 * 60;

/**
 * The event of a signed message, or null if it is forged or too old. `secret` is `whsec_…`, `headers` have lower-case
 * names, `now` is epoch ms. Keep the event's id: what comes again under the same one is a repetition.
 */
export function openWebhook(secret, headers, body, now = Date.now()) {
  const id = headers['webhook-id'] ?? '';
  const timestamp = headers['webhook-timestamp'] ?? '';
  if (!/^\d+$/.test(timestamp) || Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_S) return null;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const wanted = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  const isSigned = (headers['webhook-signature'] ?? '').split(' ').some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
    return signature.startsWith('v1,') && given.length === wanted.length && timingSafeEqual(given, wanted);
  });
  return isSigned ? JSON.parse(body) : null;
}
