import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { PricedNumber } from './inventory.ts';
import { priceOf, rateNumber } from './rate-number.ts';

/** What a plain number of each country costs, minor units; `null` where Twilio’s own bill is all. */
export type TwilioPrices = ReadonlyMap<string, number> | null;

/** Countries that are offered where no prices are set. */
const USUAL_COUNTRIES = ['US', 'GB', 'CA', 'AU', 'DE', 'FR', 'NL', 'PL', 'SE', 'CH'] as const;

/** `US=115,GB=115` as prices; null without any, `unreadable` for anything else. */
export function parseTwilioPrices(text: string | null | undefined): TwilioPrices | 'unreadable' {
  if (!text) return null;
  const pairs = text.split(',').map((pair) => /^\s*([A-Z]{2})=(\d{1,9})\s*$/.exec(pair));
  if (pairs.some((pair) => pair === null)) return 'unreadable';
  return new Map(pairs.map((pair) => [pair?.[1] ?? '', Number(pair?.[2])]));
}

/** The countries that are sold, with the price of a plain number. */
export function twilioCountries(prices: TwilioPrices): [country: string, basePrice: number][] {
  return prices ? [...prices] : USUAL_COUNTRIES.map((country) => [country, 0]);
}

/** What a number of Twilio's is sold for; null if numbers of its country are not. */
export function priceTwilioNumber(e164: string, prices: TwilioPrices): PricedNumber | null {
  const country = parsePhoneNumberFromString(e164)?.country;
  const base = country && new Map(twilioCountries(prices)).get(country);
  if (country === undefined || base === undefined) return null;
  const beauty = rateNumber(e164);
  return { region: country, operator: 'Twilio', kind: 'bought', beauty, price: priceOf(base, beauty) };
}
