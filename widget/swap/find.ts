import { DIGITS, type E164Parts } from '../../shared/phone.ts';

/** A number as it stands in a text, from `start` (a plus included) up to `end`. */
export interface Run {
  start: number;
  end: number;
}

/**
 * What may stand between two digits: spaces of all widths, hyphens and dashes, brackets, dots, slashes, and the marks
 * that steer direction or line breaks.
 */
const GAP =
  '[\\s()[\\].\\-\\u2010-\\u2015\\u2212/\\u00ad\\u00b7\\u200b-\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\uff08\\uff09]*';

/**
 * A pattern in short: a blank is any gap, `+` a plus, a digit that digit in all its shapes, `D` any digit. `n` times of
 * something is written out.
 */
function expand(pattern: string): string {
  return pattern.replace(/[ +D\d]/g, (sign) => {
    const code = sign.charCodeAt(0) & 15;
    if (sign === ' ') return GAP;
    if (sign === 'D') return `[${DIGITS}]`;
    return sign === '+'
      ? '[+\uff0b]'
      : `[${sign}${String.fromCharCode(0x660 + code, 0x6f0 + code, 0xff10 + code)}]`;
  });
}

/**
 * The first group of `pattern`, and not inside a longer number. The last way in is the code of another country, which
 * makes it another number.
 */
function compile(pattern: string): RegExp {
  return RegExp(`(^|[^${DIGITS}+\uff0b]|${expand(`+ DD?D? )(?:${pattern})(?!D)`)}`, 'g');
}

const spaced = (digits: string) => digits.split('').join(' ');

/**
 * Every way in which people write one of `numbers`: international, national, behind the trunk 8 or 0 or both,
 * dialled from abroad, `+7 (0) …`, `+8 …`.
 */
export function spellingsOf(numbers: readonly E164Parts[]): RegExp {
  const ways = numbers.map(
    ({ code, national }) => `(?:+ )?(?:(?:0 0 )?${spaced(code)} |8 )?(?:0 )?${spaced(national)}`,
  );
  return compile(`(${ways.join('|')})`);
}

/** Matches any text that has one of `numbers` in it, and few others; quick, and made for texts of any length. */
export function hintOf(numbers: readonly E164Parts[]): RegExp {
  return RegExp(expand(numbers.map(({ national }) => spaced(national.slice(-7))).join('|')));
}

/**
 * What a reader takes for a number, where the page's own is not known: an area code of three and seven more; a 1, 7 or
 * 8 and ten more, the first alone or not in a group of two or three (`18 8 (499) …` is not 1 884 99…); behind a plus
 * 8 to 13, behind a zero 9 to 14. Bare digits of other lengths are as well a tax number, a date or a price. Dates and
 * what comes in fours (cards, accounts) are passed over whole.
 */
export const PHONE_LIKE = compile(
  [
    'DD?[-./]DD?[-./](?:19|20)DD',
    'DDDD DDDD DDDD(?: D)*',
    `(DDD(?!D) DD${' D'.repeat(5)}`,
    `(?:+ )?(?:1|7|8)(?!DD?(?!D))${' D'.repeat(10)}`,
    `(?:+ |00?(?!0)D )D${' D'.repeat(7)}${'(?: D)?'.repeat(5)})`,
  ].join('|'),
);

/** Every run of `text` that `pattern` (of `spellingsOf`, or `PHONE_LIKE`) tells. */
export function findRuns(text: string, pattern: RegExp): Run[] {
  // Not `Array.from`, which some old libraries exchange for one of their own.
  return [...text.matchAll(pattern)].flatMap(({ 0: all, 1: before = '', 2: found, index }) =>
    found && before.length < 2 ? { start: index + before.length, end: index + all.length } : [],
  );
}
