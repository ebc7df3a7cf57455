import {
  type IntegrationSecrets,
  openSecrets,
  sealSecrets,
} from '../../adapters/telephony/integration-secrets.ts';
import { newWebhookSecret } from '../../adapters/telephony/webhook/standard-webhooks.ts';
import type { SecretRing } from '../../keys/secrets.ts';
import type { AdminAnswer, AdminRequest } from '../../rpc/admin-rpc.ts';
import type { EntityStore } from './entity-store.ts';

/**
 * Secrets of integrations. Sealing and opening are asynchronous and the handling of a request is not, so secrets are
 * sealed before the request is handled and shown after it.
 */

/**
 * The envelope of the secrets that a request brings or needs; null if there are none. A change of one keeps the other.
 * The request is not yet checked.
 */
export async function sealSecretOf(
  request: AdminRequest,
  mintedKey: string | null,
  secrets: SecretRing,
  entities: EntityStore,
): Promise<string | null> {
  const { resource, verb, body, id } = request;
  if (resource !== 'integrations' || (verb !== 'create' && verb !== 'update')) return null;
  const sent = body as { secret?: unknown; apiKeySecret?: unknown; provider?: unknown } | null | undefined;
  const known = verb === 'update' ? entities.get('integrations', id ?? '') : null;
  const key = verb === 'create' ? mintedKey : known?.key;
  const isMade = verb === 'create' && isSigned(sent?.provider) && sent?.secret === undefined;
  const brought = {
    secret: isMade ? newWebhookSecret() : textOf(sent?.secret),
    apiKeySecret: textOf(sent?.apiKeySecret),
  };
  if (!key || (brought.secret === null && brought.apiKeySecret === null)) return null;
  const before: IntegrationSecrets | null = known && (await openSecrets(known, secrets));
  const secret = brought.secret ?? before?.secret;
  if (secret === undefined) return null;
  return sealSecrets(
    { secret, apiKeySecret: brought.apiKeySecret ?? before?.apiKeySecret ?? null },
    key,
    secrets,
  );
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
  if (known?.revision !== 1) return;
  answer.entity.secret = (await openSecrets(known.body, secrets))?.secret ?? null;
}

/** Both sides sign by Standard Webhooks. */
function isSigned(provider: unknown): boolean {
  return provider === 'webhook' || provider === 'messenger';
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
