import { type CallEventMessage, CallEventSchema } from '../../../../shared/contract/call-event.ts';
import { type CallEvent, eventTime } from '../../../domain/call-event.ts';
import { fieldErrorsOf } from '../../../domain/field-errors.ts';
import type { ReadOutcome, SignedMessage } from '../signed-message.ts';
import { verifyWebhook } from './standard-webhooks.ts';

/** Our own CallEvent in an envelope of Standard Webhooks. `webhook-id` stays the same when a message is repeated. */
export async function readWebhookEvent(message: SignedMessage): Promise<ReadOutcome> {
  const { headers, body, secret, receivedAt } = message;
  const signed = {
    id: headers['webhook-id'] ?? '',
    timestamp: headers['webhook-timestamp'] ?? '',
    signature: headers['webhook-signature'] ?? '',
  };
  if (!(await verifyWebhook(secret, signed, body, receivedAt))) return { kind: 'forged' };
  const value = parse(body);
  const parsed = CallEventSchema.safeParse(value);
  if (!parsed.success) return { kind: 'unreadable', errors: fieldErrorsOf(parsed.error, value) };
  const toldAt = parsed.data.timestamp === undefined ? null : Date.parse(parsed.data.timestamp);
  const event = toEvent(parsed.data, eventTime(toldAt, receivedAt));
  return { kind: 'read', id: signed.id, event, raw: parsed.data };
}

function toEvent(message: CallEventMessage, at: number): CallEvent {
  switch (message.type) {
    case 'call.started':
      return { kind: 'started', at, ...message.data };
    case 'call.answered':
      return { kind: 'answered', at, ...message.data };
    case 'call.ended':
      return { kind: 'ended', at, ...message.data };
    case 'call.recording_ready':
      return { kind: 'recording_ready', at, ...message.data };
    default: {
      const never: never = message;
      return never;
    }
  }
}

/** Undefined for what is no JSON: the schema then says what is missing. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
