import { type CountryCode, isSupportedCountry, Metadata } from 'libphonenumber-js/max';
import type { PhonePlan } from '../../shared/contract/site-snapshot.ts';

/**
 * How telephones of `countries` (ISO 3166) are written, so that the widget judges what is typed as the edge will.
 * Countries without a numbering plan are left out.
 */
export function phonePlans(countries: readonly string[]): PhonePlan[] {
  const metadata = new Metadata() as unknown as NumberingPlans;
  return countries.filter(isSupportedCountry).map((country) => {
    metadata.selectNumberingPlan(country);
    const { numberingPlan: plan } = metadata;
    return {
      country,
      code: plan.callingCode(),
      trunk: plan.nationalPrefix() ?? '',
      lengths: plan.possibleLengths(),
    };
  });
}

/** The part of the library's metadata that its types leave out. */
interface NumberingPlans {
  selectNumberingPlan(country: CountryCode): void;
  numberingPlan: {
    callingCode(): string;
    nationalPrefix(): string | undefined;
    possibleLengths(): number[];
  };
}
