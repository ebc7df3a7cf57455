import type { SignedMessage } from '../signed-message.ts';
import { verifyWebhook } from './standard-webhooks.ts';

/** The JSON of a message of Standard Webhooks; `value` is undefined for what is no JSON: a schema then says what is missing. */
export async function readSignedJson({
  headers,
  body,
  secret,
  receivedAt,
}: SignedMessage): Promise<{ kind: 'forged' } | { kind: 'signed'; id: string; value: unknown }> {
  const signed = {
    id: headers['webhook-id'] ?? '',
    timestamp: headers['webhook-timestamp'] ?? '',
    signature: headers['webhook-signature'] ?? '',
  };
  if (!(await verifyWebhook(secret, signed, body, receivedAt))) return { kind: 'forged' };
  return { kind: 'signed', id: signed.id, value: parse(body) };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
