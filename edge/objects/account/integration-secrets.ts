import { newWebhookSecret } from '../../adapters/telephony/webhook/standard-webhooks.ts';
import { decodeBase64Url, encodeBase64Url } from '../../keys/base64url.ts';
import type { SecretRing } from '../../keys/secrets.ts';
import type { AdminAnswer, AdminRequest } from '../../rpc.ts';
import type { EntityStore, StoredIntegration } from './entity-store.ts';

/**
 * Secrets of integrations. Sealing and opening are asynchronous and the handling of a request is not, so a secret is
 * sealed before the request is handled and shown after it.
 */

/** The envelope of the secret that a request brings or needs; null if there is none. The request is not yet checked. */
export async function sealSecretOf(
  request: AdminRequest,
  mintedKey: string | null,
  secrets: SecretRing,
  entities: EntityStore,
): Promise<string | null> {
  const { resource, verb, body, id } = request;
  if (resource !== 'integrations' || (verb !== 'create' && verb !== 'update')) return null;
  const sent = body as { secret?: unknown; provider?: unknown } | null | undefined;
  const isMade = verb === 'create' && sent?.provider === 'webhook' && sent.secret === undefined;
  const secret = isMade ? newWebhookSecret() : sent?.secret;
  const key = verb === 'create' ? mintedKey : entities.get('integrations', id ?? '')?.key;
  if (typeof secret !== 'string' || !key) return null;
  return encodeBase64Url(await secrets.seal(secret, key));
}

/**
 * Puts the secret into the answer to a creation, which is the only one that shows it. A repeated creation shows it
 * too, unless the integration was changed since.
 */
export async function showNewSecret(
  request: AdminRequest,
  answer: AdminAnswer,
  secrets: SecretRing,
  entities: EntityStore,
): Promise<void> {
  if (request.resource !== 'integrations' || answer.kind !== 'entity' || !answer.created) return;
  const known = entities.read('integrations', String(answer.entity.id));
  if (known?.revision === 1) answer.entity.secret = await openSecret(known.body, secrets);
}

/** Null if the secret of the deployment that sealed it is no longer in the list. */
export async function openSecret(
  { envelope, key }: StoredIntegration,
  secrets: SecretRing,
): Promise<string | null> {
  const bytes = decodeBase64Url(envelope);
  return bytes && secrets.open(bytes, key);
}
