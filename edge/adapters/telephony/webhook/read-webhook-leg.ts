import { type LegEventMessage, LegEventSchema } from '../../../../shared/contract/leg-event.ts';
import { eventTime } from '../../../domain/call-event.ts';
import { fieldErrorsOf } from '../../../domain/field-errors.ts';
import type { LegNews, LegRef } from '../../../domain/ports.ts';
import { legName } from '../leg-address.ts';
import type { ReadLeg, SignedMessage } from '../signed-message.ts';
import { readSignedJson } from './read-signed-json.ts';

/**
 * News of a leg from a gateway. The signature covers the body and not the address, so the body names the leg too: a
 * message cannot be turned to another call.
 */
export async function readWebhookLeg(message: SignedMessage, leg: LegRef): Promise<ReadLeg> {
  const read = await readSignedJson(message);
  if (read.kind === 'forged') return read;
  const parsed = LegEventSchema.safeParse(read.value);
  if (!parsed.success) return { kind: 'unreadable', errors: fieldErrorsOf(parsed.error, read.value) };
  if (parsed.data.data.leg !== legName(leg)) {
    const error = { path: 'data.leg', code: 'mismatch', message: 'is not the leg of this address' };
    return { kind: 'unreadable', errors: [error] };
  }
  const toldAt = parsed.data.timestamp === undefined ? null : Date.parse(parsed.data.timestamp);
  const at = eventTime(toldAt, message.receivedAt);
  return { kind: 'read', id: read.id, at, call: null, news: toNews(parsed.data) };
}

function toNews(message: LegEventMessage): LegNews {
  switch (message.type) {
    case 'leg.ringing':
      return { kind: 'ringing' };
    case 'leg.answered':
      return { kind: 'answered' };
    case 'leg.digit':
      return { kind: 'digit', digit: message.data.digit };
    case 'leg.recorded':
      return { kind: 'recorded', url: message.data.url };
    case 'leg.ended':
      return { kind: 'ended', cause: message.data.cause, sip: message.data.sip };
    default: {
      const never: never = message;
      return never;
    }
  }
}
