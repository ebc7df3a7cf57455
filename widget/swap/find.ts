import { formsOf, type Spelling } from './forms.ts';

/** A number as it stands in a text, from `start` (a plus or bracket included) up to `end`. */
export interface Run extends Spelling {
  start: number;
  end: number;
}

/** Stands between the parts of one target that no reader would join, so that no number runs across it. */
export const BREAK = '\u0000';

/** Digits of all kinds that people type; the lowest four bits of their codes are their values. */
export const NUMERALS = /[\d\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g;
/** Spaces of all widths, hyphens and dashes, brackets, dots, and the marks that steer direction or line breaks. */
const PUNCTUATION =
  /[\s()[\].\-\u2010-\u2015\u2212/\u00ad\u00b7\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\uff08\uff09]/g;
/**
 * What a reader takes for a number, punctuation being blanks; with fewer digits it may as well be a date or a
 * price. An area code of three makes ten, a leading 7, 8 or 1 makes eleven (`495 123-45-67 9:00` must not take
 * the nine along); behind a plus or a zero, and in what is left, the length tells nothing.
 */
const PHONE_LIKE =
  '\\d{3}(?!\\d)(?: *\\d){7}|(?:\\+ *)?[178](?: *\\d){10}|[+0](?: *\\d){8,}|\\d(?: *\\d){9,}';
/** ITU-T E.164. */
const MAX_DIGITS = 15;

/** Every place where `text` spells one of `numbers` (E.164), in whatever form. */
export function findNumbers(text: string, numbers: readonly string[]): Run[] {
  const patterns = numbers.flatMap((number) =>
    [`\\+ *${spaced(number.slice(1))}`].concat(formsOf(number).filter(Boolean).map(spaced)),
  );
  return patterns.length > 0 ? findRuns(text, patterns.join('|')) : [];
}

/** The one thing in `text` that a reader would take for a phone number; null if there is none or several. */
export function findOnlyPhone(text: string): Run | null {
  const [only, another] = findRuns(text, PHONE_LIKE);
  return only && !another && only.digits.length <= MAX_DIGITS ? only : null;
}

/** The ASCII digits of a phone number, and its plus if it begins with one. */
export function readSpelling(text: string): Spelling {
  const folded = fold(text);
  return { digits: folded.replace(/\D/g, ''), plus: folded[0] === '+' };
}

function findRuns(text: string, pattern: string): Run[] {
  const matches = fold(text).matchAll(new RegExp(`(^|[^\\d+])(${pattern})(?!\\d)`, 'g'));
  return Array.from(matches, ({ 1: before = '', 2: found = '', index }) => {
    const start = index + before.length;
    const end = start + found.length;
    const inside = text.slice(start, end);
    const isBracketed = text[start - 1] === '(' && inside.split(')').length > inside.split('(').length;
    return { start: isBracketed ? start - 1 : start, end, ...readSpelling(found) };
  });
}

/** ASCII digits and pluses, blanks for punctuation: one character for one, so that places stay places. */
function fold(text: string): string {
  return text
    .replace(NUMERALS, (numeral) => `${numeral.charCodeAt(0) & 15}`)
    .replace(/\uff0b/g, '+')
    .replace(PUNCTUATION, ' ');
}

function spaced(digits: string): string {
  return digits.split('').join(' *');
}
