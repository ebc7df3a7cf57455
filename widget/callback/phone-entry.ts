import { digitsOf, isE164 } from '../../shared/phone.ts';

/** What is wrong with what somebody typed as a phone number. */
export type PhoneFault = 'empty' | 'not_number' | 'too_short' | 'too_long' | 'no_country';
export type PhoneEntry = { kind: 'phone'; e164: string } | { kind: 'fault'; fault: PhoneFault };

/** Calling code, and how many digits stand behind it: fewest and most. */
type Country = readonly [code: string, fewest: number, most: number];

/** Countries whose numbers may be typed the national way. Lengths only: whether a number exists, the edge asks. */
const COUNTRIES: Record<string, Country> = {
  AE: ['971', 8, 9],
  AM: ['374', 8, 8],
  AT: ['43', 7, 12],
  BY: ['375', 9, 9],
  CA: ['1', 10, 10],
  CH: ['41', 9, 9],
  DE: ['49', 7, 11],
  EE: ['372', 7, 8],
  ES: ['34', 9, 9],
  FR: ['33', 9, 9],
  GB: ['44', 9, 10],
  GE: ['995', 9, 9],
  IL: ['972', 8, 9],
  KG: ['996', 9, 9],
  KZ: ['7', 10, 10],
  LT: ['370', 8, 8],
  LV: ['371', 8, 8],
  PL: ['48', 9, 9],
  RU: ['7', 10, 10],
  SA: ['966', 8, 9],
  TR: ['90', 10, 10],
  UA: ['380', 9, 9],
  US: ['1', 10, 10],
  UZ: ['998', 9, 9],
};
/** ITU-T E.164 for everywhere else; the code is among the digits. */
const ANYWHERE: Country = ['', 8, 15];

/** Letters, commas and the like: whoever typed them did not mean a number. Numerals of all scripts pass. */
const FOREIGN = /[^\p{Nd}\s()[\]+＋.\-/‐-―\u200b-\u200f\u202a-\u202e\u2060-\u2069]/u;

/** Reads what a visitor typed, with the habits of `country` (ISO 3166). */
export function readPhone(text: string, country: string): PhoneEntry {
  const trimmed = text.trim().replace(/^tel:/i, '');
  const digits = digitsOf(trimmed);
  if (trimmed === '') return { kind: 'fault', fault: 'empty' };
  if (digits === '' || FOREIGN.test(trimmed)) return { kind: 'fault', fault: 'not_number' };
  const international = toInternational(trimmed, digits, COUNTRIES[country]);
  if (international === null) return { kind: 'fault', fault: 'no_country' };
  const [code, fewest, most] = countryOf(international);
  const length = international.length - code.length;
  if (length < fewest) return { kind: 'fault', fault: 'too_short' };
  if (length > most) return { kind: 'fault', fault: 'too_long' };
  const e164 = `+${international}`;
  return isE164(e164) ? { kind: 'phone', e164 } : { kind: 'fault', fault: 'not_number' };
}

/** `+7 999 123-45-67`; other numbers in groups behind their code. */
export function formatPhone(e164: string): string {
  const digits = e164.slice(1);
  const [code] = countryOf(digits);
  const national = digits.slice(code.length);
  if (code === '7') return `+7 ${national.replace(/^(\d{3})(\d{3})(\d{2})/, '$1 $2-$3-')}`;
  return `+${code}${code && ' '}${national.replace(/\d{3}(?=\d{2})/g, '$& ')}`;
}

/** All digits with the calling code in front, or null if `home` is needed to know it. */
function toInternational(text: string, digits: string, home: Country | undefined): string | null {
  // `+8 9…` is no country's: it is the Russian trunk prefix behind a plus.
  if (/^[+＋]/.test(text)) return digits.length === 11 ? digits.replace(/^8(?=[39])/, '7') : digits;
  if (digits.startsWith('00')) return digits.slice(2);
  if (!home) return null;
  const [code, fewest] = home;
  if (code === '7') return `7${digits.length > 10 ? digits.replace(/^[78]/, '') : digits}`;
  const hasCode = digits.startsWith(code) && digits.length >= code.length + Math.max(fewest, 8);
  return hasCode ? digits : code + digits.replace(/^0/, '');
}

/** The first country of a code stands for all of them: they have the same lengths. */
function countryOf(international: string): Country {
  return Object.values(COUNTRIES).find(([code]) => international.startsWith(code)) ?? ANYWHERE;
}
