import { isTelephony } from '../../../../shared/contract/admin/integration.ts';
import { openSecrets } from '../../../adapters/telephony/integration-secrets.ts';
import { readCallEvent } from '../../../adapters/telephony/read-call-event.ts';
import { readLegEvent } from '../../../adapters/telephony/read-leg-event.ts';
import type { ToldEvent } from '../../../domain/call-record.ts';
import type { LegMessage } from '../../../domain/ports.ts';
import { callId } from '../../../keys/ids.ts';
import type { SecretRing } from '../../../keys/secrets.ts';
import type { TelephonyMessage } from '../../../rpc/account-rpc.ts';
import type { Refusal } from '../../../rpc/common.ts';
import type { EntityStore } from '../entity-store.ts';
import { findIntegration } from '../find-integration.ts';

/** What a message of a provider tells, or why it is refused. Nothing is stored yet. `now` is epoch ms. */
export async function receiveMessage(
  message: TelephonyMessage,
  { entities, secrets, now }: { entities: EntityStore; secrets: SecretRing; now: number },
): Promise<{ kind: 'told'; told: ToldEvent } | { kind: 'leg'; leg: LegMessage } | Refusal> {
  const integration = findIntegration(entities, message.key);
  const provider = integration?.provider;
  if (!integration || !provider || !isTelephony(provider) || provider !== message.provider) {
    return { kind: 'refused', code: 'unknown_key', detail: 'There is no integration with this key.' };
  }
  const opened = await openSecrets(integration, secrets);
  if (opened === null) {
    return {
      kind: 'refused',
      code: 'unavailable',
      detail: 'The secret of this integration must be set anew.',
    };
  }
  const { id } = integration;
  const signed = { ...message, secret: opened.secret, receivedAt: now };
  const read = message.leg
    ? await readLegEvent(provider, signed, message.leg)
    : await readCallEvent(provider, signed);
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
  if ('news' in read) {
    const { at, call, news } = read;
    return { kind: 'leg', leg: { id: `${id}:${read.id}`, at, call, news } };
  }
  const { event, raw } = read;
  const call = await callId(id, event?.call ?? read.id);
  const told = { id: `${id}:${read.id}`, call, source: { provider, integration: id }, event, raw };
  return { kind: 'told', told };
}
