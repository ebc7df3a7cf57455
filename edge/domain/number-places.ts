import type { Campaign, CampaignInput } from '../../shared/contract/admin/campaign.ts';

/** A place that a campaign gives to a number; `path` leads to it in the campaign. */
export interface NumberPlace {
  path: string;
  number: string;
  office: string;
  isFallback: boolean;
}

export interface TakenNumber {
  path: string;
  number: string;
  holder: { id: string; name: string };
}

/** Every number that a campaign names, in the order of its offices. */
export function placesOf(campaign: Pick<CampaignInput, 'offices'>): NumberPlace[] {
  return campaign.offices.flatMap(({ office, numbers, fallback }, i) => [
    ...numbers.map((number, j) => ({
      path: `offices.${i}.numbers.${j}`,
      number,
      office,
      isFallback: false,
    })),
    ...(fallback === null
      ? []
      : [{ path: `offices.${i}.fallback`, number: fallback, office, isFallback: true }]),
  ]);
}

/**
 * One place: a number is in at most one office of one active campaign; only as a fallback it may serve the same
 * office in several. Answers the places of `campaign` that an active one of `others` holds.
 */
export function findTakenNumbers(campaign: Campaign, others: readonly Campaign[]): TakenNumber[] {
  const held = new Map<string, (NumberPlace & { holder: Campaign })[]>();
  for (const other of others) {
    if (other.status !== 'active' || other.id === campaign.id) continue;
    for (const place of placesOf(other)) {
      held.set(place.number, [...(held.get(place.number) ?? []), { ...place, holder: other }]);
    }
  }
  return placesOf(campaign).flatMap((place) => {
    const taken = held.get(place.number)?.find((other) => !mayShare(place, other));
    if (!taken) return [];
    const { id, name } = taken.holder;
    return [{ path: place.path, number: place.number, holder: { id, name } }];
  });
}

/** The places of a campaign whose number has a place before them in the same campaign. */
export function findRepeatedNumbers(campaign: Pick<CampaignInput, 'offices'>): NumberPlace[] {
  const seen = new Set<string>();
  return placesOf(campaign).filter(({ number }) => {
    const repeated = seen.has(number);
    seen.add(number);
    return repeated;
  });
}

function mayShare(a: NumberPlace, b: NumberPlace): boolean {
  return a.isFallback && b.isFallback && a.office === b.office;
}
