import type { PhonePlan } from '../../shared/contract/site-snapshot.ts';

/** Calling code, trunk prefix, and the lengths of national numbers. */
const PLANS: Readonly<Record<string, readonly [code: string, trunk: string, ...lengths: number[]]>> = {
  AE: ['971', '0', 8, 9],
  AM: ['374', '0', 8],
  AT: ['43', '0', 7, 8, 9, 10, 11, 12],
  BY: ['375', '80', 9],
  CH: ['41', '0', 9],
  DE: ['49', '0', 7, 8, 9, 10, 11],
  ES: ['34', '', 9],
  FR: ['33', '0', 9],
  GB: ['44', '0', 9, 10],
  IL: ['972', '0', 8, 9],
  KZ: ['7', '8', 10],
  LV: ['371', '', 8],
  PL: ['48', '', 9],
  RU: ['7', '8', 10],
  SA: ['966', '0', 8, 9],
  TR: ['90', '0', 10],
  UA: ['380', '0', 9],
  US: ['1', '1', 10],
  UZ: ['998', '', 9],
};

/** How numbers of these countries are typed in the preview, which no edge tells; others begin with a plus there. */
export function samplePlans(countries: readonly string[]): PhonePlan[] {
  return countries.flatMap((country) => {
    const plan = PLANS[country];
    if (!plan) return [];
    const [code, trunk, ...lengths] = plan;
    return [{ country, code, trunk, lengths }];
  });
}
