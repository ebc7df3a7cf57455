/**
 * Phone digits, small enough for the page. Nothing here judges whether a number exists: the edge asks
 * libphonenumber for that.
 */

/** ITU-T E.164: a plus and 7 to 15 digits, no leading zero. */
const E164 = /^\+[1-9]\d{6,14}$/;

export function isE164(text: string): boolean {
  return E164.test(text);
}

/**
 * Digits of all kinds that people type, as the inside of a regular expression's class: ASCII, Arabic-Indic, Persian
 * and full-width. The lowest four bits of their codes are their values.
 */
const DIGITS = '\\d\\u0660-\\u0669\\u06f0-\\u06f9\\uff10-\\uff19';
const DIGIT = RegExp(`[${DIGITS}]`);

/** The digits of `text` as ASCII; everything else falls out. */
export function digitsOf(text: string): string {
  return text
    .split('')
    .filter((sign) => DIGIT.test(sign))
    .map((digit) => digit.charCodeAt(0) & 15)
    .join('');
}

/** ITU-T E.164: zones 1 and 7 have one digit, the listed codes two, all others three. */
const CALLING_CODE = /^\+(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

export interface E164Parts {
  /** The country's calling code, without the plus. */
  code: string;
  /** The number inside the country. */
  national: string;
}

export function splitE164(number: string): E164Parts {
  const code = CALLING_CODE.exec(number)?.[0] ?? '+';
  return { code: code.slice(1), national: number.slice(code.length) };
}

/**
 * International digits without the plus, so that two spellings of a number compare equal: `8 (495) …` and
 * `+7 495 …` both give `7495…`. The trunk prefix 8 is a habit of the numbering plan +7 only.
 */
export function canonicalDigits(text: string): string {
  const digits = digitsOf(text);
  return digits.length === 11 && digits[0] === '8' ? `7${digits.slice(1)}` : digits;
}

/**
 * What a visitor typed, as E.164, or null if it cannot be a number. `callingCode` (for instance `7`) is the
 * country's code for numbers typed the national way. `+8 9…` is how many people in the plan +7 write a mobile
 * number; no country has the code 89.
 */
export function toE164(text: string, callingCode: string): string | null {
  const international = /^\s*(?:tel:)?\s*[+＋]/.test(text);
  let digits = digitsOf(text);
  if (international) digits = callingCode === '7' ? digits.replace(/^89(?=\d{9}$)/, '79') : digits;
  else if (digits.startsWith('00')) digits = digits.slice(2);
  else digits = withCallingCode(digits, callingCode);
  const e164 = `+${digits}`;
  if (!isE164(e164)) return null;
  return digits[0] === '7' && digits.length !== 11 ? null : e164;
}

/** The trunk prefix is 8 in the plan +7 and 0 nearly everywhere else. */
function withCallingCode(digits: string, callingCode: string): string {
  if (callingCode === '7')
    return digits.length === 10 ? `7${digits}` : digits.length === 11 ? canonicalDigits(digits) : '';
  return callingCode + digits.replace(/^0/, '');
}
