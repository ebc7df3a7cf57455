import type { SmartCallKeys } from '../../../../shared/contract/admin/scenario.ts';
import { hintsFor } from '../spoken-words.ts';

/** Documents for Twilio: what a call does until it is told otherwise. */

/** How a prompt is spoken, and what is listened for. */
export interface TwimlPrompt {
  text: string;
  /** Said once, ahead of the text. */
  first: string | null;
  language: string;
  voice: string;
  repeats: number;
}

/** Where a key that is pressed, or a word that is said, is told. */
export interface TwimlEar {
  action: string;
  language: string;
  speech: boolean;
  /** What the digits are for: words for it are listened for as well. */
  keys: SmartCallKeys;
}

/** A call that nobody speaks to any more ends by itself after this long. */
const PARK_S = 600;
/** Twilio takes documents of 4,000 characters; this much of them may be speech. */
const MAX_SPEECH = 2_800;

const LANGUAGES: Readonly<Record<string, { code: string; voices: Readonly<Record<string, string>> }>> = {
  ru: { code: 'ru-RU', voices: { female: 'Polly.Tatyana', male: 'Polly.Maxim' } },
  en: { code: 'en-US', voices: { female: 'Polly.Joanna', male: 'Polly.Matthew' } },
};

/** Waits in silence. */
export function parkTwiml(): string {
  return document(park());
}

/** Waits in silence, and tells of a key. */
export function listenTwiml(ear: TwimlEar): string {
  return document(gather(ear, park()));
}

/** Says the prompt, then waits; with an ear, a key is heard at any time and ends the saying. */
export function sayTwiml(prompt: TwimlPrompt, ear: TwimlEar | null): string {
  const room = { left: MAX_SPEECH };
  const text = escapeWithin(prompt.text, room);
  const first = prompt.first === null ? '' : say(prompt, 1, escapeWithin(prompt.first, room));
  const speech = first + say(prompt, prompt.repeats, text);
  return document(ear ? gather(ear, speech + park()) : speech + park());
}

/** Both sides meet in a conference, which each leaves after `limitS`; whoever is left when the other goes is hung up by us. */
export function meetTwiml(room: string, limitS: number): string {
  const options = 'beep="false" startConferenceOnEnter="true" endConferenceOnExit="false" waitUrl=""';
  return document(
    `<Dial timeLimit="${limitS}"><Conference ${options}>${escapeXml(room)}</Conference></Dial>`,
  );
}

export function hangUpTwiml(): string {
  return document('<Hangup/>');
}

/** The text between tags and in attributes. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

function document(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${content}</Response>`;
}

function park(): string {
  return `<Pause length="${PARK_S}"/>`;
}

function gather({ action, language, speech, keys }: TwimlEar, content: string): string {
  const input = speech
    ? `input="dtmf speech" speechTimeout="auto" hints="${hintsFor(language, keys).join(', ')}"`
    : 'input="dtmf"';
  const code = LANGUAGES[language]?.code ?? 'en-US';
  const options = `${input} numDigits="1" finishOnKey="" timeout="5" method="POST" language="${code}"`;
  return `<Gather ${options} action="${escapeXml(action)}">${content}</Gather>`;
}

function say({ language, voice }: TwimlPrompt, repeats: number, escaped: string): string {
  const { code, voices } = LANGUAGES[language] ?? { code: 'en-US', voices: {} };
  const speaker = voices[voice] === undefined ? '' : ` voice="${voices[voice]}"`;
  const pause = repeats > 1 ? '<break time="2s"/>' : '';
  return `<Say language="${code}"${speaker} loop="${repeats}">${escaped}${pause}</Say>`;
}

/** As much of the text, escaped, as there is room for; takes it from the room. */
function escapeWithin(text: string, room: { left: number }): string {
  let fitting = '';
  for (const char of text.replace(CONTROLS, ' ')) {
    const escaped = escapeXml(char);
    if (escaped.length > room.left) break;
    room.left -= escaped.length;
    fitting += escaped;
  }
  return fitting;
}

/** XML has no way to write them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
