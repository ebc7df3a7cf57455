import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { expect, it } from 'vitest';
import { phonePlans } from '../../../edge/domain/phone-plans.ts';
import { isE164 } from '../../../shared/phone.ts';
import { type PhoneRules, readPhone } from '../../../widget/callback/phone-entry.ts';

/** National numbers of these are more than a trunk prefix and digits: their mobile ones change their form. */
const OWN_RULES = ['AR', 'MX', 'BR'];
/** Here the library still reads numbers of before a reform, and writes them anew. */
const REFORMED = ['GA'];
/** Islands that share a code with a larger neighbour, whose numbers may be a digit longer. */
const NEIGHBOURS = ['BQ', 'TA'];
const EXAMPLES = getCountries().filter((country) => ![...REFORMED, ...NEIGHBOURS].includes(country));

interface Row {
  country: string;
  typed: string;
}

/** Of each country: an example whole, too short, too long and with another last digit, in the ways people write. */
function rows(): Row[] {
  return EXAMPLES.flatMap((country) => {
    const example = getExampleNumber(country, examples);
    if (!example) return [];
    const national = example.formatNational();
    const international = example.formatInternational();
    const ways = [
      international,
      example.number,
      international.replace('+', '00'),
      international.replace(/ /g, '-'),
      `${international.slice(0, -2)}`,
      `${international}12345`,
      `${example.number.slice(0, -1)}7`,
      `${example.number}1`,
      example.number.slice(0, -3),
      `tel:${example.number}`,
      ` ${international.replace(/ /g, '\u00a0')} `,
    ];
    const home = OWN_RULES.includes(country) ? [] : [national, national.replace(/\D/g, '')];
    return [...ways, ...home].map((typed) => ({ country, typed }));
  });
}

/** As the library reads it, if E.164 has room for it; `00` is how most of the world dials out, and the widget takes it everywhere. */
function judged({ typed, country }: Row): string | null {
  const text = typed.trim().replace(/^tel:/, '').replace(/^00/, '+');
  const parsed = parsePhoneNumberFromString(text, country as 'RU');
  return parsed?.isPossible() && isE164(parsed.number) ? parsed.number : null;
}

it('judges 3,000 numbers as libphonenumber does', () => {
  const table = rows();
  expect(table.length).toBeGreaterThan(3000);
  const wrong = table.filter((row) => {
    const rules: PhoneRules = { plans: phonePlans([row.country]), country: row.country, isOnly: false };
    const entry = readPhone(row.typed, rules);
    return (entry.kind === 'phone' ? entry.e164 : null) !== judged(row);
  });
  expect(wrong.map((row) => `${row.country} ${row.typed} → ${judged(row)}`)).toEqual([]);
});
