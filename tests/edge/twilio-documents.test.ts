import { describe, expect, it } from 'vitest';
import { spokenDigit } from '../../edge/adapters/telephony/spoken-digit.ts';
import { outcomeOfDial } from '../../edge/adapters/telephony/twilio/read-reply.ts';
import { meetTwiml, sayTwiml } from '../../edge/adapters/telephony/twilio/twiml.ts';

const PROMPT = { text: 'Нажмите 5', first: null, language: 'ru', voice: 'male', repeats: 3 };
const EAR = { action: 'https://calls.example/a?b=1&c=2', language: 'ru', speech: true };

describe('what Twilio is told to say', () => {
  it('is spoken in the language and by the voice of the widget (S1-57)', () => {
    expect(sayTwiml(PROMPT, null)).toContain('<Say language="ru-RU" voice="Polly.Maxim" loop="3">Нажмите 5');
    const english = sayTwiml({ ...PROMPT, language: 'en', voice: 'female' }, null);
    expect(english).toContain('<Say language="en-US" voice="Polly.Joanna"');
  });

  it('is repeated as often as the owner says, and heard at any time (S1-47)', () => {
    const twiml = sayTwiml(PROMPT, EAR);
    expect(twiml).toMatch(/<Gather input="dtmf speech"[^>]*language="ru-RU"[^>]*>.*loop="3".*<\/Gather>/);
    expect(twiml).toContain('action="https://calls.example/a?b=1&#38;c=2"');
  });

  it('cannot become anything but speech, and has room in a document', () => {
    const hostile = '</Say><Dial>+79000000000</Dial>"&\u0000';
    const twiml = sayTwiml({ ...PROMPT, text: hostile, first: '<'.repeat(5000) }, EAR);
    expect(twiml).not.toContain('<Dial>');
    expect(twiml.length).toBeLessThan(4000);
    expect(meetTwiml('cb_1-1"><Hangup/>')).not.toContain('<Hangup/>');
  });
});

describe('a digit that is spoken (S1-42)', () => {
  it.each([
    ['Пять.', 'ru', '5'],
    ['нажимаю цифру семь', 'ru', '7'],
    ['5', 'ru', '5'],
    ['press five', 'en', '5'],
    ['Алло', 'ru', null],
    ['пять или шесть', 'ru', null],
    ['25', 'en', null],
    ['five', 'ru', null],
  ])('"%s" in %s is %s', (speech, language, digit) => {
    expect(spokenDigit(speech, language)).toBe(digit);
  });
});

describe('what Twilio answers to a dial', () => {
  const reply = (status: number, text: string, headers: Record<string, string> = {}) =>
    ({ kind: 'answered', status, text, headers: new Headers(headers) }) as const;
  const error = (status: number, code: number) => reply(status, JSON.stringify({ code, status }));

  it.each([
    ['a call', reply(201, '{"sid":"CA1"}'), { kind: 'accepted', call: 'CA1' }],
    ['no answer', { kind: 'silent' } as const, { kind: 'unknown' }],
    ['half an answer', reply(201, '{"sid":"CA'), { kind: 'unknown' }],
    ['a page', reply(200, '<html>'), { kind: 'unknown' }],
    ['an answer without a call', reply(200, '{}'), { kind: 'unknown' }],
    ['a failure', reply(500, ''), { kind: 'unknown' }],
    ['too many requests', error(429, 20_429), { kind: 'retry' }],
    ['too many for three seconds', reply(429, '', { 'retry-after': '3' }), { kind: 'retry', afterMs: 3000 }],
    ['a wrong number', error(400, 21_211), { kind: 'refused', cause: 'invalid_number' }],
    ['a wrong token', error(401, 20_003), { kind: 'refused' }],
    ['a redirect', reply(302, ''), { kind: 'refused' }],
  ])('is understood: %s', (_, answer, outcome) => {
    expect(outcomeOfDial(answer, 0)).toMatchObject(outcome);
  });
});
