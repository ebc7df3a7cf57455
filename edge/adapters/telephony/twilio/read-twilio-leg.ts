import { eventTime } from '../../../domain/call-event.ts';
import type { LegNews } from '../../../domain/ports.ts';
import type { ReadLeg, SignedMessage } from '../signed-message.ts';
import { spokenDigit } from '../spoken-digit.ts';
import { newsOfStatus } from './call-status.ts';
import { type Hearing, readHearing } from './twilio-prompt.ts';
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
  const { searchParams: query, pathname } = new URL(url);
  const turn = query.get('turn');
  const timestamp = params.get('Timestamp');
  const at = eventTime(timestamp === null ? null : Date.parse(timestamp), receivedAt);
  if (turn !== null) {
    const news = heard(params, readHearing(query));
    return { kind: 'read', id: [call, 'turn', turn].join(':'), at, call, news };
  }
  const news = newsOfStatus(params.get('CallStatus') ?? '', params.get('SipResponseCode'));
  // A call is ours to speak to once it has asked what to do: its status tells of the answer sometimes before that.
  const isTooEarly = news?.kind === 'answered' && !pathname.endsWith('/answer');
  const hook = pathname.slice(pathname.lastIndexOf('/') + 1);
  const id = [call, hook, params.get('CallStatus'), params.get('SequenceNumber') ?? ''].join(':');
  return { kind: 'read', id, at, call, news: isTooEarly ? { kind: 'ringing' } : news };
}

function heard(params: URLSearchParams, { language, keys }: Hearing): LegNews | null {
  const pressed = params.get('Digits') ?? '';
  const said = () => spokenDigit(params.get('SpeechResult') ?? '', language, keys);
  const digit = /^[0-9*#]$/.test(pressed) ? pressed : said();
  return digit === null ? null : { kind: 'digit', digit };
}
