import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { Temporal } from 'temporal-polyfill';
import { CALLED_HOURS } from '../limits.ts';
import type { Calendar } from './calendar.ts';

/** Who is called, and by whom. */
export interface CalledPerson {
  /** E.164. */
  phone: string;
  /** IANA, of their browser as it was sent: perhaps none of this world, or of another country. */
  zone: string;
  /** IANA, of the business. */
  callersZone: string;
}

/**
 * By whose clocks nobody is to be woken. The zone of the order, where the telephone's country has such a clock: that is
 * where the person sits. Else the zone of the business on the same condition, for most callers of a business live around
 * it. Else nobody knows where in the country the telephone is, and all its zones count: a call that is late can be made
 * up for, one at night cannot. Zones with the same clock in the year of `at` (epoch ms) are one. Empty if nothing is
 * known.
 */
export function zonesOfCalled({ phone, zone, callersZone }: CalledPerson, at: number): string[] {
  const country = parsePhoneNumberFromString(phone)?.country;
  const byClock = new Map<string, string>();
  for (const one of country ? zonesOfCountry(country) : []) {
    const clock = clockOf(one, at);
    if (clock !== null && !byClock.has(clock)) byClock.set(clock, one);
  }
  const isPlausible = (one: string) => {
    const clock = clockOf(one, at);
    return clock !== null && (byClock.size === 0 || byClock.has(clock));
  };
  const best = [zone, callersZone].find(isPlausible);
  return best === undefined ? [...byClock.values()] : [best];
}

/** The hours in which the called may be rung, as a calendar for each of their zones. */
export function calendarsOfCalled(called: CalledPerson, at: number): Calendar[] {
  const hours = [{ from: CALLED_HOURS.fromMin, to: CALLED_HOURS.toMin }];
  return zonesOfCalled(called, at).map((timeZone) => ({
    timeZone,
    rangesOn: () => hours,
    convenientOn: () => null,
  }));
}

/** The zones of a country (ISO 3166, two letters), as the platform's own data knows them. */
function zonesOfCountry(country: string): string[] {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] | undefined };
  return locale.getTimeZones?.() ?? [];
}

/**
 * How far a clock is from UTC in January and in July of the year, so that aliases are equal, and no zone passes for that
 * of another country in one half of the year. Null for a zone that there is not.
 */
function clockOf(timeZone: string, at: number): string | null {
  const year = new Date(at).getUTCFullYear();
  try {
    const offsets = [0, 6].map(
      (month) =>
        Temporal.Instant.fromEpochMilliseconds(Date.UTC(year, month)).toZonedDateTimeISO(timeZone).offset,
    );
    return offsets.join();
  } catch {
    return null; // what a browser sent need not be a zone
  }
}
