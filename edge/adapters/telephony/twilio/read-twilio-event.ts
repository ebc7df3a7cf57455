import { type CallEvent, eventTime } from '../../../domain/call-event.ts';
import type { ReadOutcome, SignedMessage } from '../signed-message.ts';
import { verifyTwilio } from './twilio-signature.ts';

/** A status or recording callback of Twilio, which is a form. */
export async function readTwilioEvent(message: SignedMessage): Promise<ReadOutcome> {
  const { url, headers, body, secret, receivedAt } = message;
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  const params = new URLSearchParams(isForm ? body : '');
  const signed = isForm ? ({ kind: 'form', params } as const) : ({ kind: 'raw', text: body } as const);
  const signature = headers['x-twilio-signature'] ?? '';
  if (!(await verifyTwilio(secret, signature, url, signed))) return { kind: 'forged' };
  const call = params.get('ParentCallSid') || params.get('CallSid');
  if (!call) {
    return {
      kind: 'unreadable',
      errors: [{ path: 'CallSid', code: 'required', message: 'a form with CallSid is needed' }],
    };
  }
  return {
    kind: 'read',
    id: messageId(params),
    event: toEvent(params, call, receivedAt),
    raw: Object.fromEntries(params),
  };
}

/** Twilio numbers the callbacks of a leg; a recording has an id of its own. */
function messageId(params: URLSearchParams): string {
  const leg = params.get('CallSid') ?? '';
  const recording = params.get('RecordingSid');
  if (recording && !params.has('CallStatus')) {
    return [leg, 'recording', recording, params.get('RecordingStatus')].join(':');
  }
  return [leg, params.get('CallStatus'), params.get('SequenceNumber') ?? ''].join(':');
}

function toEvent(params: URLSearchParams, call: string, receivedAt: number): CallEvent | null {
  const timestamp = params.get('Timestamp');
  const known = {
    call,
    number: readNumber(params.get('To')),
    caller: readNumber(params.get('From')),
    at: eventTime(timestamp === null ? null : Date.parse(timestamp), receivedAt),
  };
  const recordingUrl = params.get('RecordingUrl');
  if (recordingUrl && !params.has('CallStatus')) {
    const isReady = (params.get('RecordingStatus') ?? 'completed') === 'completed';
    return isReady ? { ...known, kind: 'recording_ready', recordingUrl } : null;
  }
  // The leg that a call is put through on has other parties: it tells when somebody answered, and nothing else.
  if (params.get('ParentCallSid')) {
    const isAnswered = params.get('CallStatus') === 'in-progress';
    return isAnswered ? { call, number: null, caller: null, at: known.at, kind: 'answered' } : null;
  }
  return byStatus(params, known);
}

type Known = Pick<CallEvent, 'call' | 'number' | 'caller' | 'at'>;

function byStatus(params: URLSearchParams, known: Known): CallEvent | null {
  const duration = params.get('CallDuration') ?? '';
  const seconds = /^\d{1,6}$/.test(duration) ? Number(duration) : null;
  const ended = { ...known, kind: 'ended', talkS: seconds, totalS: seconds } as const;
  switch (params.get('CallStatus')) {
    case 'queued':
    case 'initiated':
    case 'ringing':
      return { ...known, kind: 'started' };
    case 'in-progress':
      return { ...known, kind: 'answered' };
    case 'completed':
      return { ...ended, outcome: 'completed' };
    case 'busy':
      return { ...ended, outcome: 'busy' };
    case 'no-answer':
      return { ...ended, outcome: 'no_answer' };
    case 'canceled':
      return { ...ended, outcome: 'cancelled' };
    case 'failed':
      return { ...ended, outcome: 'failed' };
    default:
      return null;
  }
}

/** Twilio also sends client names, SIP addresses and `anonymous`: these are no phone numbers. */
function readNumber(text: string | null): string | null {
  return text !== null && /^\+[1-9]\d{6,14}$/.test(text) ? text : null;
}
