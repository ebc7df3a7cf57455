import { createHmac, timingSafeEqual } from 'node:crypto';

/** As the headers of Standard Webhooks have it. */
export interface WebhookHeaders {
  id: string | undefined;
  timestamp: string | undefined;
  signature: string | undefined;
}

export type WebhookVerdict = 'genuine' | 'unsigned' | 'wrong_signature' | 'too_old';

const TOLERANCE_S = 300;

/** Whether a message is from who has the secret (`whsec_…`), by Standard Webhooks. `nowS` is Unix time. */
export function verifyWebhook(
  secret: string,
  { id, timestamp, signature }: WebhookHeaders,
  body: string,
  nowS: number,
): WebhookVerdict {
  if (!id || !timestamp || !signature) return 'unsigned';
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const own = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  const isGenuine = signature.split(' ').some((one) => {
    const [version, text = ''] = one.split(',');
    const bytes = Buffer.from(text, 'base64');
    return version === 'v1' && bytes.length === own.length && timingSafeEqual(bytes, own);
  });
  if (!isGenuine) return 'wrong_signature';
  return Math.abs(nowS - Number(timestamp)) <= TOLERANCE_S ? 'genuine' : 'too_old';
}
