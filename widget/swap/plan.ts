import { digitsOf } from '../../shared/phone.ts';
import { findNumbers, findOnlyPhone, type Run } from './find.ts';
import { callingCode, formIndex, formsOf, guessForm } from './forms.ts';

/** Put `text` in place of what stands from `start` up to `end`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

export interface NumberChange {
  /** Numbers of the page that stand for the office, E.164. */
  replaces: readonly string[];
  number: string;
}

/**
 * What to write where in one target's text: every spelling of `replaces`; else the only phone-like run there is;
 * else null, for no number that is surely meant. An empty list means that the number stands there already.
 */
export function planText(text: string, change: NumberChange): Edit[] | null {
  const equal = findNumbers(text, change.replaces);
  if (equal.length > 0) return equal.map((run) => planRun(text, run, change));
  if (findNumbers(text, [change.number]).length > 0) return [];
  const only = findOnlyPhone(text);
  return only && [planRun(text, only, change)];
}

const CALL_LINK = /^((?:tel|sms|callto):)([^?;,]*)(.*)$/is;
const WHATSAPP_LINK = /^(https?:\/\/wa\.me\/)\+?(\d+)(.*)$/is;

/** The number of a link that calls or writes to a phone; null for any other link. */
export function readPhoneLink(href: string): Pick<Run, 'digits' | 'plus'> | null {
  const chat = WHATSAPP_LINK.exec(href)?.[2];
  if (chat) return { digits: chat, plus: true };
  const text = decode(CALL_LINK.exec(href)?.[2] ?? '').trim();
  const digits = digitsOf(text);
  return digits === '' ? null : { digits, plus: text[0] === '+' };
}

/** The same link to another number; what follows the number (`?body=`, an extension) stays. */
export function planPhoneLink(href: string, number: string): string {
  return href.replace(CALL_LINK, `$1${number}$3`).replace(WHATSAPP_LINK, `$1${number.slice(1)}$3`);
}

/** The new number in the form of the old one, or as E.164 where that form cannot hold it. */
function planRun(text: string, run: Run, change: NumberChange): Edit {
  const digits = digitsInForm(run, change);
  const { start, end } = run;
  return { start, end, text: digits === null ? change.number : refill(text.slice(start, end), digits) };
}

/** The digits to write over the run's own, or null if it is the form of another country or length. */
function digitsInForm(run: Run, { replaces, number }: NumberChange): string | null {
  const like = replaces.find((other) => formIndex(run, other) >= 0) ?? replaces[0];
  const known = like ? formIndex(run, like) : -1;
  const form = known >= 0 ? known : guessForm(run);
  const code = callingCode(number.slice(1));
  // A national form says the country only by the numbers it stands for.
  const oldCode = form < 2 ? callingCode(run.digits.replace(/^00/, '')) : like && callingCode(like.slice(1));
  const isFitting = form < 2 ? oldCode?.length === code.length : !oldCode || oldCode === code;
  const digits = formsOf(number)[form];
  return isFitting && digits?.length === run.digits.length ? digits : null;
}

/** Writes `digits` over the digits of `old`, in the numerals it uses, and leaves every other character. */
function refill(old: string, digits: string): string {
  let next = 0;
  return Array.from(old, (char) => {
    const was = digitsOf(char);
    return was === '' ? char : String.fromCharCode(char.charCodeAt(0) - Number(was) + Number(digits[next++]));
  }).join('');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
