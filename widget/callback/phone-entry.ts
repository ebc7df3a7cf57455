import type { PhonePlan, PublicWidget } from '../../shared/contract/site-snapshot.ts';
import { digitsOf, isE164, splitE164 } from '../../shared/phone.ts';

/** What is wrong with what somebody typed as a phone number. */
export type PhoneFault = 'empty' | 'not_number' | 'too_short' | 'too_long' | 'no_country' | 'wrong_country';
export type PhoneEntry = { kind: 'phone'; e164: string } | { kind: 'fault'; fault: PhoneFault };

/** Whose habits a number is read by. */
export interface PhoneRules {
  plans: readonly PhonePlan[];
  /** ISO 3166: how national numbers are meant. */
  country: string;
  /** Only telephones of `plans` are called. */
  isOnly: boolean;
}

/** ITU-T E.164 for countries whose plan is not known: digits with the code. */
const FEWEST = 8;
const MOST = 15;

/** Letters, commas and the like: whoever typed them did not mean a number. Numerals of all scripts pass. */
const FOREIGN = /[^\p{Nd}\s()[\]+＋.\-/‐-―\u200b-\u200f\u202a-\u202e\u2060-\u2069]/u;

/** Whose telephones the widget calls; national numbers are of `country`, or of the one that is preset. */
export function phoneRules(
  { phones = [], behaviour, country: home }: PublicWidget,
  country: string = phones[0]?.country ?? home,
): PhoneRules {
  return { plans: phones, country, isOnly: behaviour.phoneCountries.length > 0 };
}

/** Reads what a visitor typed. Whether a number that is possible exists too, the edge knows. */
export function readPhone(text: string, rules: PhoneRules): PhoneEntry {
  const trimmed = text.trim().replace(/^tel:/i, '');
  const digits = digitsOf(trimmed);
  if (trimmed === '') return faulty('empty');
  if (digits === '' || FOREIGN.test(trimmed)) return faulty('not_number');
  const home = rules.plans.find(({ country }) => country === rules.country);
  const international = toInternational(trimmed, digits, home);
  if (international === null) return faulty('no_country');
  const plan = planOf(international, rules);
  if (!plan && rules.isOnly) return faulty('wrong_country');
  const { code = '', lengths = [FEWEST, MOST] } = plan ?? {};
  const national = plan ? stripTrunk(international.slice(code.length), plan) : international;
  const isPossible = plan ? lengths.includes(national.length) : undefined;
  if (national.length < (lengths[0] ?? FEWEST)) return faulty('too_short');
  if (!(isPossible ?? national.length <= MOST)) return faulty('too_long');
  const e164 = `+${code}${national}`;
  return isE164(e164) ? { kind: 'phone', e164 } : faulty('not_number');
}

/** The country whose code `text` begins with, if it does; of several with one code the chosen one, else the first. */
export function countryTyped(text: string, rules: PhoneRules): string | null {
  return /^\s*(tel:)?[+＋]/i.test(text) ? (planOf(digitsOf(text), rules)?.country ?? null) : null;
}

/** `+7 999 123-45-67`; other numbers in groups behind their code. */
export function formatPhone(e164: string): string {
  const { code, national } = splitE164(e164);
  if (code === '7') return `+7 ${national.replace(/^(\d{3})(\d{3})(\d{2})/, '$1 $2-$3-')}`;
  return `+${code} ${national.replace(/\d{3}(?=\d{2})/g, '$& ')}`;
}

/** All digits with the calling code in front, or null if `home` is needed to know it. */
function toInternational(text: string, digits: string, home: PhonePlan | undefined): string | null {
  // `+8 9…` is no country's: it is the Russian trunk prefix behind a plus.
  if (/^[+＋]/.test(text)) return digits.length === 11 ? digits.replace(/^8(?=[39])/, '7') : digits;
  if (digits.startsWith('00')) return digits.slice(2);
  if (!home) return null;
  const { code, lengths } = home;
  if (code === '1' && digits.startsWith('011')) return digits.slice(3);
  const hasCode =
    digits.startsWith(code) &&
    lengths.includes(digits.length - code.length) &&
    !lengths.includes(digits.length);
  return hasCode ? digits : code + stripTrunk(digits, home);
}

/** People write `0` or `8` before a national number, and behind the code too: +49 (0) 30 … */
function stripTrunk(national: string, { trunk, lengths }: PhonePlan): string {
  const bare = national.slice(trunk.length);
  if (trunk === '' || !national.startsWith(trunk) || !lengths.includes(bare.length)) return national;
  // No number begins with a trunk that ends in 0; the others are digits like all.
  return trunk.endsWith('0') || !lengths.includes(national.length) ? bare : national;
}

function planOf(international: string, { plans, country }: PhoneRules): PhonePlan | undefined {
  const fitting = plans.filter(({ code }) => international.startsWith(code));
  return fitting.find((plan) => plan.country === country) ?? fitting[0];
}

function faulty(fault: PhoneFault): PhoneEntry {
  return { kind: 'fault', fault };
}
