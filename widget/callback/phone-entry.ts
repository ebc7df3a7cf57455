import { digitsOf, toE164 } from '../../shared/phone.ts';

/** What is wrong with what somebody typed as a phone number. */
export type PhoneFault = 'empty' | 'not_number' | 'too_short' | 'too_long' | 'no_country';
export type PhoneEntry = { kind: 'phone'; e164: string } | { kind: 'fault'; fault: PhoneFault };

interface Country {
  code: string;
  /** Digits behind the code, fewest and most. */
  digits: [number, number];
}

/** Countries whose numbers may be typed the national way. Lengths only: whether a number exists, the edge asks. */
const COUNTRIES: Record<string, Country> = {
  AE: { code: '971', digits: [8, 9] },
  AM: { code: '374', digits: [8, 8] },
  AT: { code: '43', digits: [7, 12] },
  BY: { code: '375', digits: [9, 9] },
  CA: { code: '1', digits: [10, 10] },
  CH: { code: '41', digits: [9, 9] },
  DE: { code: '49', digits: [7, 11] },
  EE: { code: '372', digits: [7, 8] },
  ES: { code: '34', digits: [9, 9] },
  FR: { code: '33', digits: [9, 9] },
  GB: { code: '44', digits: [9, 10] },
  GE: { code: '995', digits: [9, 9] },
  IL: { code: '972', digits: [8, 9] },
  KG: { code: '996', digits: [9, 9] },
  KZ: { code: '7', digits: [10, 10] },
  LT: { code: '370', digits: [8, 8] },
  LV: { code: '371', digits: [8, 8] },
  PL: { code: '48', digits: [9, 9] },
  RU: { code: '7', digits: [10, 10] },
  SA: { code: '966', digits: [8, 9] },
  TR: { code: '90', digits: [10, 10] },
  UA: { code: '380', digits: [9, 9] },
  US: { code: '1', digits: [10, 10] },
  UZ: { code: '998', digits: [9, 9] },
};
/** ITU-T E.164 for everywhere else, code included. */
const ANYWHERE: [number, number] = [8, 15];

/** Letters, commas and the like: whoever typed them did not mean a number. Numerals of all scripts pass. */
const FOREIGN = /[^\p{Nd}\s()[\]+＋.\-/‐-―\u200b-\u200f\u202a-\u202e\u2060-\u2069]/u;

/** Reads what a visitor typed, with the habits of `country` (ISO 3166). */
export function readPhone(text: string, country: string): PhoneEntry {
  const trimmed = text.trim().replace(/^tel:/i, '');
  const digits = digitsOf(trimmed);
  if (trimmed === '') return { kind: 'fault', fault: 'empty' };
  if (digits === '' || FOREIGN.test(trimmed)) return { kind: 'fault', fault: 'not_number' };
  const home = COUNTRIES[country];
  const isInternational = /^[+＋]|^00/.test(trimmed) || (home !== undefined && hasOwnCode(digits, home));
  if (!home && !isInternational) return { kind: 'fault', fault: 'no_country' };
  const e164 = toE164(isInternational ? `+${digits.replace(/^00/, '')}` : trimmed, home?.code ?? '');
  const international = e164?.slice(1) ?? (isInternational ? digits : (home?.code ?? '') + digits);
  const [fewest, most] = lengthsOf(international);
  if (international.length < fewest) return { kind: 'fault', fault: 'too_short' };
  if (international.length > most) return { kind: 'fault', fault: 'too_long' };
  return e164 ? { kind: 'phone', e164 } : { kind: 'fault', fault: 'not_number' };
}

/** `+7 999 123-45-67`; other numbers in groups behind their code. */
export function formatPhone(e164: string): string {
  const digits = e164.slice(1);
  const code = codeOf(digits);
  const national = digits.slice(code.length);
  if (code === '7') return `+7 ${national.replace(/^(\d{3})(\d{3})(\d{2})/, '$1 $2-$3-')}`;
  return `+${code}${code && ' '}${national.replace(/\d{3}(?=\d{2})/g, '$& ')}`;
}

/** Typed with the country's own code but without the plus. */
function hasOwnCode(digits: string, { code, digits: [fewest] }: Country): boolean {
  return code !== '7' && digits.startsWith(code) && digits.length >= code.length + Math.max(fewest, 8);
}

function lengthsOf(international: string): [number, number] {
  const code = codeOf(international);
  const ranges = Object.values(COUNTRIES).filter((country) => country.code === code);
  if (ranges.length === 0) return ANYWHERE;
  return [
    code.length + Math.min(...ranges.map(({ digits }) => digits[0])),
    code.length + Math.max(...ranges.map(({ digits }) => digits[1])),
  ];
}

function codeOf(international: string): string {
  return Object.values(COUNTRIES).find(({ code }) => international.startsWith(code))?.code ?? '';
}
