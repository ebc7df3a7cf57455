import { ConversationEventSchema } from '../../../../shared/contract/conversation.ts';
import { openSecrets } from '../../../adapters/telephony/integration-secrets.ts';
import { readSignedJson } from '../../../adapters/telephony/webhook/read-signed-json.ts';
import { fieldErrorsOf } from '../../../domain/field-errors.ts';
import { communicationId } from '../../../keys/ids.ts';
import type { SecretRing } from '../../../keys/secrets.ts';
import type { ConversationMessage } from '../../../rpc/account-rpc.ts';
import type { Refusal } from '../../../rpc/common.ts';
import type { EntityStore } from '../entity-store.ts';
import { findIntegration } from '../find-integration.ts';
import type { ToldConversation } from './take-conversation.ts';

/** What a message about chats or requests tells, or why it is refused. Nothing is stored yet. `now` is epoch ms. */
export async function receiveConversation(
  { key, headers, body }: ConversationMessage,
  { entities, secrets, now }: { entities: EntityStore; secrets: SecretRing; now: number },
): Promise<{ kind: 'told'; told: ToldConversation } | Refusal> {
  const integration = findIntegration(entities, key);
  if (integration?.provider !== 'messenger') {
    return {
      kind: 'refused',
      code: 'unknown_key',
      detail: 'There is no integration of chats with this key.',
    };
  }
  const opened = await openSecrets(integration, secrets);
  if (opened === null) {
    const detail = 'The secret of this integration must be set anew.';
    return { kind: 'refused', code: 'unavailable', detail };
  }
  const read = await readSignedJson({ url: '', headers, body, secret: opened.secret, receivedAt: now });
  if (read.kind === 'forged') {
    const detail = 'Sign the message with the integration’s secret.';
    return { kind: 'refused', code: 'bad_signature', detail };
  }
  const parsed = ConversationEventSchema.safeParse(read.value);
  if (!parsed.success) {
    const detail = 'The message is signed well, and says nothing that is understood.';
    return { kind: 'refused', code: 'invalid', detail, errors: fieldErrorsOf(parsed.error, read.value) };
  }
  const event = parsed.data;
  const name = event.type === 'channel.changed' ? event.channel : event.conversation;
  return {
    kind: 'told',
    told: {
      message: `${integration.id}:${read.id}`,
      id: await communicationId(integration.id, name),
      integration: integration.id,
      event,
    },
  };
}
