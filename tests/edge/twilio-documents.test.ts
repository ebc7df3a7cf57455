import { describe, expect, it } from 'vitest';
import { outcomeOfDial } from '../../edge/adapters/telephony/twilio/read-reply.ts';
import { meetTwiml, sayTwiml } from '../../edge/adapters/telephony/twilio/twiml.ts';

const PROMPT = { text: 'Нажмите 5', first: null, language: 'ru', voice: 'male', repeats: 3 };
const KEYS = { connect: '5', info: '4', cancel: '7', reschedule: '2', tag: '8', nightTag: '9' };
const EAR = { action: 'https://calls.example/a?b=1&c=2', language: 'ru', speech: true, keys: KEYS };

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

  it('listens for the digits and for the words of what they are for (S1-42)', () => {
    expect(sayTwiml(PROMPT, EAR)).toContain(
      'hints="ноль, один, два, три, четыре, пять, шесть, семь, восемь, девять, соединить, информация, отменить, перенести, метка, ночная метка"',
    );
    const english = { ...EAR, language: 'en', keys: { connect: '5' } };
    expect(sayTwiml(PROMPT, english)).toContain('eight, nine, connect" ');
    expect(sayTwiml(PROMPT, { ...EAR, speech: false })).not.toContain('hints');
  });

  it('cannot become anything but speech, and has room in a document', () => {
    const LONG_EAR = { ...EAR, action: `${EAR.action}${'&x=1'.repeat(60)}` };
    const hostile = '</Say><Dial>+79000000000</Dial>"&\u0000';
    const twiml = sayTwiml({ ...PROMPT, text: hostile, first: '<'.repeat(5000) }, LONG_EAR);
    expect(twiml).not.toContain('<Dial>');
    expect(twiml.length).toBeLessThan(4000);
    expect(meetTwiml('cb_1-1"><Hangup/>', 60)).not.toContain('<Hangup/>');
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
