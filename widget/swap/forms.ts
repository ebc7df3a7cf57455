/** ITU-T E.164: zones 1 and 7 have one digit, the listed codes two, all others three. */
const CALLING_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** Digits as they stand in a text, and whether a plus stands before them. */
export interface Spelling {
  digits: string;
  plus: boolean;
}

/** The country's calling code of a number given as international digits. */
export function callingCode(digits: string): string {
  return CALLING_CODE.exec(digits)?.[0] ?? '';
}

/**
 * The digits of `number` (E.164) in each way people write it: international, national, behind the trunk 8, behind
 * the trunk 0, dialled from abroad. Empty where the country has no such way.
 */
export function formsOf(number: string): string[] {
  const international = number.slice(1);
  const code = callingCode(international);
  const national = international.slice(code.length);
  return [international, national, code === '7' ? `8${national}` : '', `0${national}`, `00${international}`];
}

/** Behind a plus only the international form says the number. */
export function isSpellingOf({ digits, plus }: Spelling, number: string): boolean {
  return plus ? digits === number.slice(1) : formsOf(number).includes(digits);
}

/**
 * The digits of `number` in the form that `old` has, or null if it is the form of another country or length. `like`
 * is the number that `old` spells, or at least one of the country that its national form is read in.
 */
export function spellLike(old: Spelling, number: string, like: string | undefined): string | null {
  const known = old.plus ? 0 : formsOf(like ?? '').indexOf(old.digits);
  const at = known < 0 ? guessForm(old.digits) : known;
  const code = callingCode(number.slice(1));
  // A national form says the country only by the numbers it stands for.
  const isFit =
    at % 4 === 0
      ? callingCode(old.digits.replace(/^00/, '')).length === code.length
      : !like || callingCode(like.slice(1)) === code;
  const digits = formsOf(number)[at];
  return isFit && digits?.length === old.digits.length ? digits : null;
}

/** Which of `formsOf` the digits of an unknown number seem to be, without a plus. */
function guessForm(digits: string): number {
  if (digits[0] === '0') return digits[1] === '0' ? 4 : 3;
  if (digits.length < 11) return 1;
  return digits.length === 11 && digits[0] === '8' ? 2 : 0;
}
