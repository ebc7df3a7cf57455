/**
 * Phone digits, small enough for the page. Nothing here judges whether a number exists: the edge asks
 * libphonenumber for that.
 */

/** ITU-T E.164: a plus and 7 to 15 digits, no leading zero. */
const E164 = /^\+[1-9]\d{6,14}$/;

export function isE164(text: string): boolean {
  return E164.test(text);
}

/** ASCII digits of `text`; full-width and Arabic-Indic digits are folded first. */
export function digitsOf(text: string): string {
  let out = '';
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (code >= 48 && code <= 57) out += char;
    else if (code >= 0xff10 && code <= 0xff19) out += String.fromCharCode(code - 0xff10 + 48);
    else if (code >= 0x0660 && code <= 0x0669) out += String.fromCharCode(code - 0x0660 + 48);
    else if (code >= 0x06f0 && code <= 0x06f9) out += String.fromCharCode(code - 0x06f0 + 48);
  }
  return out;
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
