import type { SecretRing } from '../../../keys/secrets.ts';
import type { ConversationMessage } from '../../../rpc/account-rpc.ts';
import type { Refusal } from '../../../rpc/common.ts';
import type { AccountParts } from '../account-parts.ts';
import { receiveConversation } from './receive-conversation.ts';
import { takeConversation } from './take-conversation.ts';

/** Verifies one message about chats or requests and stores what it tells. */
export async function acceptConversation(
  parts: AccountParts,
  message: ConversationMessage,
  secrets: SecretRing,
): Promise<{ kind: 'accepted' } | Refusal> {
  const { entities, clock, storage } = parts;
  const received = await receiveConversation(message, { entities, secrets, now: clock.now() });
  if (received.kind === 'refused') return received;
  const isTaken = storage.transactionSync(() => takeConversation(parts, received.told, clock.stamp()));
  if (isTaken) return { kind: 'accepted' };
  const errors = [
    { path: 'channel', code: 'unknown_reference', message: 'names nothing among the channels' },
  ];
  return { kind: 'refused', code: 'invalid', detail: 'There is no such channel.', errors };
}
