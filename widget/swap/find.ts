import type { E164Parts } from '../../shared/phone.ts';

/** A number as it stands in a text, from `start` (a plus included) up to `end`. */
export interface Run {
  start: number;
  end: number;
}

/** A digit of any script. */
export const DIGIT = /\p{Nd}/u;
/** Arabic-Indic, Persian and full-width digits and the full-width plus: the lowest four bits of their codes tell which. */
const FOREIGN = /[\u0660-\u0669\u06f0-\u06f9\uff0b\uff10-\uff19]/g;
const PLAIN = '0123456789 +';

/** The same text, sign for sign, with ASCII for every digit and plus. */
export function toPlain(text: string): string {
  return text.replace(FOREIGN, (sign) => PLAIN[sign.charCodeAt(0) & 15] as string);
}

/**
 * What may stand between two digits: spaces of all widths, hyphens and dashes, brackets, dots, slashes, and the marks
 * that steer direction or line breaks.
 */
const GAP = '[\\s()[\\].\\-/\\u00ad\\u00b7\\u2000-\\u2015\\u2028-\\u206f\\u2212\\uff08\\uff09]*';

/** A pattern for plain texts, in which a blank stands for any gap. */
function compile(pattern: string, flags?: string): RegExp {
  return RegExp(pattern.replaceAll(' ', GAP), flags);
}

/**
 * The first group of `pattern`, and not inside a longer number. The last way in is the code of another country, which
 * makes it another number.
 */
function compileRuns(pattern: string): RegExp {
  return compile(`(^|[^\\d+]|\\+ \\d{1,3} )(?:${pattern})(?!\\d)`, 'g');
}

const spaced = (digits: string) => digits.split('').join(' ');

/**
 * Every way in which people write one of `numbers`: international, national, behind the trunk 8 or 0 or both,
 * dialled from abroad, `+7 (0) …`, `+8 …`.
 */
export function spellingsOf(numbers: readonly E164Parts[]): RegExp {
  const ways = numbers.map(
    ({ code, national }) => `(?:\\+ )?(?:(?:0 0 )?${spaced(code)} |8 )?(?:0 )?${spaced(national)}`,
  );
  return compileRuns(`(${ways.join('|')})`);
}

/** Matches any text that has one of `numbers` in it, and few others; quick, and made for texts of any length. */
export function hintOf(numbers: readonly E164Parts[]): RegExp {
  const ends = numbers.map(({ national }) => spaced(national.slice(-7))).join('|');
  const inAllShapes = (digit: string) =>
    `[${digit}${String.fromCharCode(0x660 + +digit, 0x6f0 + +digit, 0xff10 + +digit)}]`;
  return compile(ends.replace(/\d/g, inAllShapes));
}

/**
 * What a reader takes for a number, where the page's own is not known: an area code of three and seven more; a 1, 7 or
 * 8 and ten more, the first alone or not in a group of two or three (`18 8 (499) …` is not 1 884 99…); behind a plus
 * 8 to 13, behind a zero 9 to 14. Bare digits of other lengths are as well a tax number, a date or a price. Dates and
 * what comes in fours (cards, accounts) are passed over whole.
 */
export const PHONE_LIKE = compileRuns(
  [
    '\\d\\d?[-./]\\d\\d?[-./](?:19|20)\\d\\d',
    '\\d{4} \\d{4} \\d{4}(?: \\d)*',
    '(\\d{3}(?!\\d) \\d\\d(?: \\d){5}',
    '(?:\\+ )?[178](?!\\d\\d?(?!\\d))(?: \\d){10}',
    '(?:\\+ |00?(?!0)\\d )\\d(?: \\d){7,12})',
  ].join('|'),
);

/** Every run of a plain text that `pattern` (of `spellingsOf`, or `PHONE_LIKE`) tells. */
export function findRuns(plain: string, pattern: RegExp): Run[] {
  // Not `Array.from`, which some old libraries exchange for one of their own.
  return [...plain.matchAll(pattern)].flatMap(({ 0: all, 1: before = '', 2: found, index }) =>
    found && before.length < 2 ? { start: index + before.length, end: index + all.length } : [],
  );
}
