import { describe, expect, it } from 'vitest';
import type { SignedMessage } from '../../edge/adapters/telephony/signed-message.ts';
import { readTwilioEvent } from '../../edge/adapters/telephony/twilio/read-twilio-event.ts';
import { verifyTwilio } from '../../edge/adapters/telephony/twilio/twilio-signature.ts';
import {
  isWebhookSecret,
  newWebhookSecret,
  signWebhook,
  verifyWebhook,
} from '../../edge/adapters/telephony/webhook/standard-webhooks.ts';

const form = (fields: Record<string, string>) =>
  ({ kind: 'form', params: new URLSearchParams(fields) }) as const;

const TWILIO = {
  token: '12345',
  url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
  fields: {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  },
  signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
};

describe('X-Twilio-Signature', () => {
  it('fits the published form, with and without the port', async () => {
    const { token, url, fields, signature } = TWILIO;
    expect(await verifyTwilio(token, signature, url, form(fields))).toBe(true);
    const withPort = url.replace('mycompany.com', 'mycompany.com:443');
    expect(await verifyTwilio(token, signature, withPort, form(fields))).toBe(true);
  });

  it('fits the published JSON body by its hash in the address', async () => {
    const url = `${TWILIO.url}&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620`;
    const signature = 'a9nBmqA0ju/hNViExpshrM61xv4=';
    const text = '{"property": "value", "boolean": true}';
    expect(await verifyTwilio('12345', signature, url, { kind: 'raw', text })).toBe(true);
    expect(await verifyTwilio('12345', signature, url, { kind: 'raw', text: `${text} ` })).toBe(false);
    expect(await verifyTwilio('12345', signature, TWILIO.url, { kind: 'raw', text })).toBe(false);
  });

  it('fits names in other alphabets', async () => {
    const fields = {
      CallSid: 'CA00000000000000000000000000000001',
      From: '+79161234567',
      To: '+74951234567',
      CallStatus: 'ringing',
      Direction: 'inbound',
      CallerName: 'Иван',
    };
    const url = 'https://in.ringlet.test/hooks/twilio/voice?account=acc_1';
    expect(await verifyTwilio('test_auth_token', 'JGonJK5U7m7ZzHEVAUPfMyYgvms=', url, form(fields))).toBe(
      true,
    );
  });

  it.each([
    ['another token', { token: '12346' }],
    ['another field', { fields: { ...TWILIO.fields, Digits: '1235' } }],
    ['one field more', { fields: { ...TWILIO.fields, Extra: '' } }],
    ['the query in another order', { url: 'https://mycompany.com/myapp.php?bar=2&foo=1' }],
    ['another scheme', { url: TWILIO.url.replace('https', 'http') }],
    ['no signature', { signature: '' }],
    ['two signatures in one header', { signature: `${TWILIO.signature}, ${TWILIO.signature}` }],
  ])('does not fit %s', async (_, change) => {
    const { token, url, fields, signature } = { ...TWILIO, ...change };
    expect(await verifyTwilio(token, signature, url, form(fields))).toBe(false);
  });
});

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const VECTOR = {
  headers: {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: '1614265330',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
  body: '{"test": 2432232314}',
  now: 1_614_265_330_000,
};

describe('Standard Webhooks', () => {
  it('signs and verifies the published vector', async () => {
    const { headers, body, now } = VECTOR;
    expect(await signWebhook(SECRET, headers, body)).toBe(headers.signature);
    expect(await verifyWebhook(SECRET, headers, body, now)).toBe(true);
    const rotated = { ...headers, signature: `v1,AAAA v1a,BBBB ${headers.signature}` };
    expect(await verifyWebhook(SECRET, rotated, body, now)).toBe(true);
  });

  it.each([
    ['a body with one bit changed', { body: '{"test": 2432232315}' }],
    ['another secret', { secret: 'whsec_NfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }],
    ['another id', { headers: { ...VECTOR.headers, id: 'msg_other' } }],
    ['another time', { headers: { ...VECTOR.headers, timestamp: '1614265331' } }],
    ['a time that is no number', { headers: { ...VECTOR.headers, timestamp: '1614265330.0' } }],
    ['a message that is too old', { now: VECTOR.now + 300_001 }],
    ['a message from the future', { now: VECTOR.now - 300_001 }],
    ['no signature', { headers: { ...VECTOR.headers, signature: '' } }],
    [
      'a signature of another version',
      { headers: { ...VECTOR.headers, signature: VECTOR.headers.signature.replace('v1', 'v2') } },
    ],
  ])('refuses %s', async (_, change) => {
    const { secret, headers, body, now } = { secret: SECRET, ...VECTOR, ...change };
    expect(await verifyWebhook(secret, headers, body, now)).toBe(false);
  });

  it('makes secrets of its own form and knows others by sight', () => {
    expect(isWebhookSecret(newWebhookSecret())).toBe(true);
    for (const bad of ['', 'whsec_', 'whsec_AAAA', 'whsec_***', SECRET.slice(6)])
      expect(isWebhookSecret(bad)).toBe(false);
  });
});

describe('what Twilio tells', () => {
  const NOW = 1_700_000_000_000;
  const TOKEN = '0123456789abcdef';
  const URL_ = 'https://calls.example/v1/telephony/twilio/k/events';
  const read = async (fields: Record<string, string>) => {
    const body = new URLSearchParams(fields).toString();
    const key = await crypto.subtle.importKey(
      'raw',
      new TextEncoder().encode(TOKEN),
      { name: 'HMAC', hash: 'SHA-1' },
      false,
      ['sign'],
    );
    const text =
      URL_ +
      Object.keys(fields)
        .sort()
        .map((name) => name + fields[name])
        .join('');
    const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text));
    const headers = {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': btoa(String.fromCharCode(...new Uint8Array(mac))),
    };
    const message: SignedMessage = { url: URL_, headers, body, secret: TOKEN, receivedAt: NOW };
    const outcome = await readTwilioEvent(message);
    if (outcome.kind !== 'read') throw new Error(outcome.kind);
    return outcome;
  };
  const call = {
    CallSid: 'CA1',
    From: '+79161234567',
    To: '+74951000001',
    Timestamp: new Date(NOW - 2000).toUTCString(),
  };
  const known = { call: 'CA1', number: '+74951000001', caller: '+79161234567', at: NOW - 2000 };

  it.each([
    ['ringing', {}, { kind: 'started' }],
    ['in-progress', {}, { kind: 'answered' }],
    ['completed', { CallDuration: '150' }, { kind: 'ended', outcome: 'completed', talkS: 150, totalS: 150 }],
    ['busy', {}, { kind: 'ended', outcome: 'busy', talkS: null }],
    ['no-answer', { CallDuration: '0' }, { kind: 'ended', outcome: 'no_answer', talkS: 0 }],
    ['canceled', {}, { kind: 'ended', outcome: 'cancelled' }],
    ['failed', {}, { kind: 'ended', outcome: 'failed' }],
  ])('by the status %s', async (CallStatus, more, event) => {
    const outcome = await read({ ...call, CallStatus, SequenceNumber: '3', ...more });
    expect(outcome).toMatchObject({ id: `CA1:${CallStatus}:3`, event: { ...known, ...event } });
  });

  it('by a recording, which names no parties', async () => {
    const outcome = await read({
      CallSid: 'CA1',
      RecordingSid: 'RE1',
      RecordingStatus: 'completed',
      RecordingUrl: 'https://api.twilio.com/RE1',
    });
    expect(outcome).toMatchObject({
      id: 'CA1:recording:RE1:completed',
      event: {
        call: 'CA1',
        kind: 'recording_ready',
        number: null,
        recordingUrl: 'https://api.twilio.com/RE1',
        at: NOW,
      },
    });
  });

  it('of the second leg only that somebody answered', async () => {
    const leg = { CallSid: 'CA2', ParentCallSid: 'CA1', From: '+74951000001', To: '+74950001010' };
    expect((await read({ ...leg, CallStatus: 'in-progress' })).event).toMatchObject({
      call: 'CA1',
      kind: 'answered',
      number: null,
      caller: null,
    });
    expect((await read({ ...leg, CallStatus: 'completed', CallDuration: '9' })).event).toBeNull();
  });

  it('keeps what is no phone number out of the record', async () => {
    const outcome = await read({ ...call, From: 'client:anna', CallStatus: 'ringing' });
    expect(outcome.event).toMatchObject({ caller: null, number: '+74951000001' });
  });
});
