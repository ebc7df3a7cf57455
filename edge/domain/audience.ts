import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { isInRange, parseIpRange } from './ip-range.ts';
import type { WidgetAudience } from './site-model.ts';

/** Where a visitor is, as far as it is known. */
export interface Whereabouts {
  /** The client's address, empty if it is not known. */
  address: string;
  /** ISO 3166. */
  country: string | null;
  city: string | null;
}

/** True for a visitor who shall not see a widget: by place, or by address (S1-68). An unknown place shuts nobody out. */
export function isShutOut(audience: WidgetAudience, { address, country, city }: Whereabouts): boolean {
  const isBlocked = audience.blockedAddresses.some((text) => {
    const range = parseIpRange(text);
    return range !== null && isInRange(address, range);
  });
  return isBlocked || isElsewhere(audience.countries, country) || isElsewhere(audience.cities, city);
}

/** True if a widget takes orders to the telephone (E.164): its country is one of those that may be typed (S1-68). */
export function takesPhone({ phoneCountries }: WidgetAudience, phone: string): boolean {
  if (phoneCountries.length === 0) return true;
  const country = parsePhoneNumberFromString(phone)?.country;
  return country !== undefined && phoneCountries.includes(country);
}

function isElsewhere(allowed: readonly string[], place: string | null): boolean {
  if (allowed.length === 0 || place === null) return false;
  const own = place.toLowerCase();
  return !allowed.some((one) => one.toLowerCase() === own);
}
