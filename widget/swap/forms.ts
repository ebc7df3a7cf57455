/** ITU-T E.164: zones 1 and 7 have one digit, the listed codes two, all others three. */
const CALLING_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** The country's calling code of a number given as international digits. */
export function callingCode(digits: string): string {
  return CALLING_CODE.exec(digits)?.[0] ?? '';
}

/**
 * The digits of `number` (E.164) in each way people write it: international, dialled from abroad, behind the
 * trunk 8, national, behind the trunk 0. Empty where the country has no such way.
 */
export function formsOf(number: string): [string, string, string, string, string] {
  const international = number.slice(1);
  const code = callingCode(international);
  const national = international.slice(code.length);
  return [international, `00${international}`, code === '7' ? `8${national}` : '', national, `0${national}`];
}

/** Which of `formsOf(number)` the digits are, or -1. */
export function formIndex({ digits, plus }: { digits: string; plus: boolean }, number: string): number {
  return plus ? (digits === number.slice(1) ? 0 : -1) : formsOf(number).indexOf(digits);
}

/** The form that digits of an unknown number seem to have. */
export function guessForm({ digits, plus }: { digits: string; plus: boolean }): number {
  if (plus) return 0;
  if (digits.startsWith('00')) return 1;
  if (digits[0] === '0') return 4;
  if (digits.length < 11) return 3;
  return digits.length === 11 && digits[0] === '8' ? 2 : 0;
}
