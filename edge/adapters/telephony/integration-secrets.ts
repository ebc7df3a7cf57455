import { decodeBase64Url, encodeBase64Url } from '../../keys/base64url.ts';
import type { SecretRing } from '../../keys/secrets.ts';

/** What an integration must not tell anybody. It is kept in an envelope that is bound to the integration's key. */
export interface IntegrationSecrets {
  /** Verifies the provider's messages: an auth token of Twilio, a secret of Standard Webhooks. */
  secret: string;
  /** Of an API key of Twilio. */
  apiKeySecret: string | null;
}

/** The envelope as text. `key` is the integration's routing key. */
export async function sealSecrets(
  { secret, apiKeySecret }: IntegrationSecrets,
  key: string,
  secrets: SecretRing,
): Promise<string> {
  // A single secret lies in it as it is, but for a password that begins with a brace.
  const isPlain = apiKeySecret === null && !secret.startsWith('{');
  const text = isPlain ? secret : JSON.stringify({ secret, apiKeySecret });
  return encodeBase64Url(await secrets.seal(text, key));
}

/** Null if the secret of the deployment that sealed it is no longer in the list. */
export async function openSecrets(
  { envelope, key }: { envelope: string; key: string },
  secrets: SecretRing,
): Promise<IntegrationSecrets | null> {
  const bytes = decodeBase64Url(envelope);
  const text = bytes && (await secrets.open(bytes, key));
  if (text === null) return null;
  return text.startsWith('{')
    ? (JSON.parse(text) as IntegrationSecrets)
    : { secret: text, apiKeySecret: null };
}
