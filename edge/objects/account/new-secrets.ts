import type { SecretRing } from '../../keys/secrets.ts';
import type { AdminAnswer, AdminRequest } from '../../rpc/admin-rpc.ts';
import type { EntityStore } from './entity-store.ts';
import { sealSecretOf, showNewSecret } from './integration-secrets.ts';
import { sealWebhookSecret, showWebhookSecret } from './webhooks/webhook-secrets.ts';

/** The envelope of the secret that a request brings or makes, of whatever has one; null if there is none. */
export async function sealNewSecret(
  request: AdminRequest,
  mintedKey: string | null,
  secrets: SecretRing,
  entities: EntityStore,
): Promise<string | null> {
  const made = await sealWebhookSecret(request, secrets);
  return made ?? sealSecretOf(request, mintedKey, secrets, entities);
}

/** Puts a secret that was made into the one answer that shows it. */
export async function showSecrets(
  request: AdminRequest,
  answer: AdminAnswer,
  secrets: SecretRing,
  entities: EntityStore,
): Promise<void> {
  await showNewSecret(request, answer, secrets, entities);
  await showWebhookSecret(request, answer, secrets, entities);
}
