import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Between two digits of a telephone people write these, three at most: spaces, brackets, dots, dashes, as in an address too. */
const BETWEEN = '(?:[ ().\\u00a0-]|%20){0,3}';
/** Shown where a telephone stood. */
const GONE = '•••';

/** How a telephone is found in texts, however it is written there. */
export interface PhoneFinder {
  /** For `instr` in a text without spaces, brackets, dots and dashes: at least one of them is in it. */
  hints: readonly string[];
  isIn(text: string): boolean;
  /** The text without it. */
  blank(text: string): string;
}

/**
 * Finds one telephone (E.164) as an international and as a national number, and never as part of a longer one. A
 * national number without a prefix of its own is as good as anybody's, and is not looked for.
 */
export function phoneFinder(e164: string): PhoneFinder {
  const digits = e164.slice(1);
  const number = parsePhoneNumberFromString(e164);
  const national = number?.formatNational().replace(/\D/g, '') ?? '';
  const hasTrunk = number !== undefined && national.length > number.nationalNumber.length;
  const forms = hasTrunk ? [digits, national] : [digits];
  const written = forms.map((form) => [...form].join(BETWEEN)).join('|');
  const pattern = new RegExp(`(?:\\+|%2B)?(?:(?<!\\d)|(?<=%[0-9A-Fa-f]{2}))(?:${written})(?!\\d)`, 'gi');
  return {
    hints: forms,
    isIn: (text) => text.search(pattern) >= 0,
    blank: (text) => text.replace(pattern, GONE),
  };
}
