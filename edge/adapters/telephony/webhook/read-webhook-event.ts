import { type CallEventMessage, CallEventSchema } from '../../../../shared/contract/call-event.ts';
import { type CallEvent, eventTime } from '../../../domain/call-event.ts';
import { fieldErrorsOf } from '../../../domain/field-errors.ts';
import type { ReadOutcome, SignedMessage } from '../signed-message.ts';
import { readSignedJson } from './read-signed-json.ts';

/** Our own CallEvent in an envelope of Standard Webhooks. `webhook-id` stays the same when a message is repeated. */
export async function readWebhookEvent(message: SignedMessage): Promise<ReadOutcome> {
  const read = await readSignedJson(message);
  if (read.kind === 'forged') return read;
  const parsed = CallEventSchema.safeParse(read.value);
  if (!parsed.success) return { kind: 'unreadable', errors: fieldErrorsOf(parsed.error, read.value) };
  const toldAt = parsed.data.timestamp === undefined ? null : Date.parse(parsed.data.timestamp);
  const event = toEvent(parsed.data, eventTime(toldAt, message.receivedAt));
  return { kind: 'read', id: read.id, event, raw: parsed.data };
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
