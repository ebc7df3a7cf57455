import { findNumbers, findOnlyPhone, NUMERALS, type Run, readSpelling } from './find.ts';
import { isSpellingOf, type Spelling, spellLike } from './forms.ts';

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
  const { replaces, number } = change;
  const equal = findNumbers(text, replaces);
  if (equal.length > 0) return equal.map((run) => planRun(text, run, change));
  if (findNumbers(text, [number]).length > 0) return [];
  const only = findOnlyPhone(text);
  return only && [planRun(text, only, change)];
}

/** What stands before the number of a link that calls or writes to a phone, the number, and what follows it. */
const PHONE_LINK = /^(tel:|sms:|callto:|https?:\/\/wa\.me\/\+?)([^?;,]*)(.*)$/is;

/** The number of a link that calls or writes to a phone; null for any other link. */
export function readPhoneLink(href: string): Spelling | null {
  const [, scheme = '', text = ''] = PHONE_LINK.exec(href) ?? [];
  const { digits, plus } = readSpelling(decode(text).trim());
  return digits ? { digits, plus: plus || /^http/i.test(scheme) } : null;
}

/** The same link to another number; what follows the number (`?body=`, an extension) stays. */
export function planPhoneLink(href: string, number: string): string {
  return href.replace(PHONE_LINK, (_link, scheme: string, _number, rest: string) =>
    [scheme, scheme.includes('/') ? number.slice(1) : number, rest].join(''),
  );
}

/** The new number in the form of the old one, or as E.164 where that form cannot hold it. */
function planRun(text: string, run: Run, { replaces, number }: NumberChange): Edit {
  const { start, end } = run;
  const like = replaces.find((other) => isSpellingOf(run, other)) ?? replaces[0];
  const digits = spellLike(run, number, like);
  return { start, end, text: digits ? refill(text.slice(start, end), digits) : number };
}

/** Writes `digits` over the digits of `old`, in the numerals it uses, and leaves every other character. */
function refill(old: string, digits: string): string {
  let next = 0;
  return old.replace(NUMERALS, (numeral) =>
    String.fromCharCode((numeral.charCodeAt(0) & ~15) | Number(digits[next++])),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
