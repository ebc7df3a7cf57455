import { newWebhookSecret } from '../../../adapters/telephony/webhook/standard-webhooks.ts';
import { boundTo } from '../../../domain/webhook.ts';
import { decodeBase64Url, encodeBase64Url } from '../../../keys/base64url.ts';
import type { SecretRing } from '../../../keys/secrets.ts';
import type { AdminAnswer, AdminRequest } from '../../../rpc/admin-rpc.ts';
import type { EntityStore } from '../entity-store.ts';
import { etagOf } from '../read-entities.ts';

/**
 * Secrets of webhooks. Sealing and opening are asynchronous and the handling of a request is not, so a new one is made
 * and sealed before the request is handled, and shown after it.
 */

/** The envelope of a new secret for a request that makes one; null for any other. The request is not yet checked. */
export async function sealWebhookSecret(request: AdminRequest, secrets: SecretRing): Promise<string | null> {
  if (!makesSecret(request)) return null;
  return encodeBase64Url(await secrets.seal(newWebhookSecret(), boundTo(request.account)));
}

/**
 * Puts the secret into the answers to a creation and to a rotation, which are the only ones that show it. A repetition
 * of the request shows it too, unless the webhook was changed since.
 */
export async function showWebhookSecret(
  request: AdminRequest,
  answer: AdminAnswer,
  secrets: SecretRing,
  entities: EntityStore,
): Promise<void> {
  if (!makesSecret(request) || answer.kind !== 'entity') return;
  const known = entities.read('webhooks', String(answer.entity.id));
  const envelope = known?.body.secrets[0]?.envelope;
  if (!known || envelope === undefined || etagOf(known.revision) !== answer.etag) return;
  const bytes = decodeBase64Url(envelope);
  answer.entity.secret = bytes && (await secrets.open(bytes, boundTo(request.account)));
}

function makesSecret({ resource, verb, action }: AdminRequest): boolean {
  return resource === 'webhooks' && (verb === 'create' || (verb === 'act' && action === 'rotate'));
}
