import type { Campaign } from '../../shared/contract/admin/campaign.ts';
import { SHARED_REST_MS } from './limits.ts';

/**
 * Which number has which place, and when a number that left one place may take another. A number is promised
 * only where it is assigned, so that it never has two holders across campaigns.
 */
export type AssignmentKind = 'leased' | 'static' | 'fallback';

export interface Assignment {
  number: string;
  campaign: string;
  office: string;
  kind: AssignmentKind;
}

/** A number on its way out of a place. `freeAt` is null until the pool has said when its last promise ends. */
export interface Release {
  number: string;
  campaign: string;
  freeAt: number | null;
}

/** A release is kept under the number itself: one that is removed and added again waits all the same. */
export interface KeptRelease extends Release {
  e164: string;
}

/** The places that the active campaigns ask for. An office with exactly one number is static (S2-32, S2-33). */
export function desiredAssignments(campaigns: readonly Campaign[]): Assignment[] {
  return campaigns
    .filter((campaign) => campaign.status === 'active')
    .flatMap(({ id: campaign, offices }) =>
      offices.flatMap(({ office, numbers, fallback }) => [
        ...numbers.map((number) => ({
          number,
          campaign,
          office,
          kind: numbers.length === 1 ? ('static' as const) : ('leased' as const),
        })),
        ...(fallback === null ? [] : [{ number: fallback, campaign, office, kind: 'fallback' as const }]),
      ]),
    );
}

export interface AssignmentChange {
  opened: Assignment[];
  closed: Assignment[];
  releases: Release[];
}

/**
 * From the open assignments to the desired ones. A leased number waits for its pool's word; one that everybody saw
 * rests a quarter of an hour, unless it stays with the same office, where those who remember it are right.
 */
export function changeAssignments(
  open: readonly Assignment[],
  desired: readonly Assignment[],
  now: number,
): AssignmentChange {
  const openKeys = new Set(open.map(keyOf));
  const desiredKeys = new Set(desired.map(keyOf));
  const closed = open.filter((assignment) => !desiredKeys.has(keyOf(assignment)));
  const releases = closed
    .filter((assignment) => assignment.kind === 'leased' || !staysShared(assignment, desired))
    .map(({ number, campaign, kind }) => ({
      number,
      campaign,
      freeAt: kind === 'leased' ? null : now + SHARED_REST_MS,
    }));
  return { opened: desired.filter((assignment) => !openKeys.has(keyOf(assignment))), closed, releases };
}

function staysShared({ number, office }: Assignment, desired: readonly Assignment[]): boolean {
  return desired.some((next) => next.number === number && next.office === office && next.kind !== 'leased');
}

function keyOf({ number, campaign, office, kind }: Assignment): string {
  return [number, campaign, office, kind].join('|');
}

/**
 * When each number (E.164) may be used in its present place: epoch ms, null while a pool has not yet said when its
 * last promise ends. A number that is not in the map may be used at once.
 */
export function usableFrom(
  releases: readonly Pick<KeptRelease, 'e164' | 'freeAt'>[],
): Map<string, number | null> {
  const instants = new Map<string, number | null>();
  for (const { e164, freeAt } of releases) {
    const known = instants.get(e164);
    instants.set(e164, freeAt === null || known === null ? null : Math.max(known ?? 0, freeAt));
  }
  return instants;
}
