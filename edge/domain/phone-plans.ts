import { type CountryCode, isSupportedCountry, Metadata } from 'libphonenumber-js/max';
import type { PhonePlan } from '../../shared/contract/site-snapshot.ts';

/**
 * How telephones of `countries` (ISO 3166) are written, so that the widget judges what is typed as the edge will.
 * Countries without a numbering plan are left out.
 */
export function phonePlans(countries: readonly string[]): PhonePlan[] {
  const metadata = new Metadata() as unknown as NumberingPlans;
  const isKnown = (country: string): country is CountryCode => isSupportedCountry(country);
  return countries.filter(isKnown).map((country) => {
    metadata.selectNumberingPlan(country);
    const code = metadata.numberingPlan.callingCode();
    const trunk = TRUNKS[country] ?? (metadata.numberingPlan.nationalPrefix() || '');
    // Of several countries with one code the first one's lengths are those of all.
    metadata.selectNumberingPlan(undefined, code);
    return { country, code, trunk, lengths: metadata.numberingPlan.possibleLengths() };
  });
}

/** Where what people dial first is more than the library's national prefix. */
const TRUNKS: Readonly<Record<string, string>> = { BY: '80' };

/** The part of the library's metadata that its types leave out. */
interface NumberingPlans {
  selectNumberingPlan(country: CountryCode | undefined, callingCode?: string): void;
  numberingPlan: {
    callingCode(): string;
    nationalPrefix(): string | undefined;
    possibleLengths(): number[];
  };
}
