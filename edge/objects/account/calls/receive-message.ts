import { readCallEvent } from '../../../adapters/telephony/read-call-event.ts';
import type { ToldEvent } from '../../../domain/call-record.ts';
import { callId } from '../../../keys/ids.ts';
import type { SecretRing } from '../../../keys/secrets.ts';
import type { Refusal, TelephonyMessage } from '../../../rpc.ts';
import { type EntityStore, fieldSql, type StoredIntegration } from '../entity-store.ts';
import { openSecret } from '../integration-secrets.ts';

/** What a message of a provider tells, or why it is refused. Nothing is stored yet. `now` is epoch ms. */
export async function receiveMessage(
  message: TelephonyMessage,
  { entities, secrets, now }: { entities: EntityStore; secrets: SecretRing; now: number },
): Promise<{ kind: 'told'; told: ToldEvent } | Refusal> {
  const integration = findIntegration(entities, message.key);
  if (!integration || integration.provider !== message.provider) {
    return { kind: 'refused', code: 'unknown_key', detail: 'There is no integration with this key.' };
  }
  const secret = await openSecret(integration, secrets);
  if (secret === null) {
    return {
      kind: 'refused',
      code: 'unavailable',
      detail: 'The secret of this integration must be set anew.',
    };
  }
  const { provider, id } = integration;
  const read = await readCallEvent(provider, { ...message, secret, receivedAt: now });
  if (read.kind === 'forged') {
    return {
      kind: 'refused',
      code: 'bad_signature',
      detail: 'Sign the message with the integration’s secret.',
    };
  }
  if (read.kind === 'unreadable') {
    const detail = 'The message is signed well, and says nothing that is understood.';
    return { kind: 'refused', code: 'invalid', detail, errors: read.errors };
  }
  const { event, raw } = read;
  const call = await callId(id, event?.call ?? read.id);
  const told = { id: `${id}:${read.id}`, call, source: { provider, integration: id }, event, raw };
  return { kind: 'told', told };
}

function findIntegration(entities: EntityStore, key: string): StoredIntegration | null {
  const where = [{ sql: `${fieldSql('key')} = ?`, values: [key] }];
  const [found] = entities.page('integrations', {
    where,
    sortBy: null,
    descending: false,
    after: null,
    limit: 1,
  });
  return found?.body ?? null;
}
