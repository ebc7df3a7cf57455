import { eventTime } from '../../../domain/call-event.ts';
import type { LegNews } from '../../../domain/ports.ts';
import type { ReadLeg, SignedMessage } from '../signed-message.ts';
import { spokenDigit } from '../spoken-digit.ts';
import { newsOfStatus } from './call-status.ts';
import { verifyTwilio } from './twilio-signature.ts';

/** A status of one of our calls, or a key that was pressed in it. The signature covers the address with its keys. */
export async function readTwilioLeg({
  url,
  headers,
  body,
  secret,
  receivedAt,
}: SignedMessage): Promise<ReadLeg> {
  const params = new URLSearchParams(body);
  const signature = headers['x-twilio-signature'] ?? '';
  if (!(await verifyTwilio(secret, signature, url, { kind: 'form', params }))) return { kind: 'forged' };
  const call = params.get('CallSid') ?? '';
  if (!/^CA[0-9a-f]{32}$/.test(call)) {
    const error = { path: 'CallSid', code: 'required', message: 'a form with CallSid is needed' };
    return { kind: 'unreadable', errors: [error] };
  }
  const query = new URL(url).searchParams;
  const turn = query.get('turn');
  const timestamp = params.get('Timestamp');
  return {
    kind: 'read',
    id: turn === null ? statusId(call, params) : [call, 'turn', turn].join(':'),
    at: eventTime(timestamp === null ? null : Date.parse(timestamp), receivedAt),
    call,
    news:
      turn === null
        ? newsOfStatus(params.get('CallStatus') ?? '', params.get('SipResponseCode'))
        : heard(params, query.get('language') ?? ''),
  };
}

/** Twilio numbers the callbacks of a call; the question for a document has no number. */
function statusId(call: string, params: URLSearchParams): string {
  return [call, params.get('CallStatus'), params.get('SequenceNumber') ?? ''].join(':');
}

function heard(params: URLSearchParams, language: string): LegNews | null {
  const pressed = params.get('Digits') ?? '';
  const digit = /^[0-9*#]$/.test(pressed) ? pressed : spokenDigit(params.get('SpeechResult') ?? '', language);
  return digit === null ? null : { kind: 'digit', digit };
}
