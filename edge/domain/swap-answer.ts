import type { Swap, SwapReason } from '../../shared/contract/swap.ts';
import type { EdgeCampaign, EdgeOffice } from './site-model.ts';

/** What a pool answered for one office. */
export type PoolOfficeAnswer = { office: string } & (
  | { kind: 'leased'; renewed: boolean; number: string; expiresInS: number }
  | { kind: 'fallback'; number: string }
  | { kind: 'none' }
);

/**
 * What a page shows of the campaign that won. `leases` is null for a visitor who gets no lease: a dynamic office
 * then shows its fallback. An office with nothing to show is left out, so that the page keeps its own number.
 */
export function composeSwaps(
  campaign: EdgeCampaign,
  leases: readonly PoolOfficeAnswer[] | null,
  now: number,
): { swaps: Swap[]; reason: SwapReason } {
  const swaps: Swap[] = [];
  let reason: SwapReason = 'none';
  for (const office of campaign.offices) {
    const lease = leases?.find((entry) => entry.office === office.office);
    const shown = lease ? fromLease(lease) : fromSnapshot(office, now);
    if (shown)
      swaps.push({
        ...describe(office),
        number: shown.number,
        kind: shown.kind,
        expiresInS: shown.expiresInS,
      });
    reason = stronger(reason, shown?.reason ?? (office.kind === 'dynamic' ? 'exhausted' : 'none'));
  }
  return { swaps, reason };
}

type Shown = Pick<Swap, 'number' | 'kind' | 'expiresInS'> & { reason: SwapReason };

function fromLease(lease: PoolOfficeAnswer): Shown | null {
  if (lease.kind === 'none') return null;
  if (lease.kind === 'fallback') return shared('fallback', lease.number);
  const { number, expiresInS, renewed } = lease;
  return { number, kind: 'leased', expiresInS, reason: renewed ? 'renewed' : 'leased' };
}

function fromSnapshot(office: EdgeOffice, now: number): Shown | null {
  if (office.static && office.static.usableFrom <= now) return shared('static', office.static.e164);
  return office.fallback && office.fallback.usableFrom <= now
    ? shared('fallback', office.fallback.e164)
    : null;
}

function shared(kind: 'static' | 'fallback', number: string): Shown {
  return { number, kind, expiresInS: null, reason: kind };
}

function describe({
  office,
  selectors,
  replaces,
}: EdgeOffice): Pick<Swap, 'office' | 'selectors' | 'replaces'> {
  return { office, selectors, replaces };
}

/** One header speaks for several offices: a lease says most, then what stood in for one. */
const STRENGTH: SwapReason[] = ['none', 'static', 'exhausted', 'fallback', 'renewed', 'leased'];

function stronger(a: SwapReason, b: SwapReason): SwapReason {
  return STRENGTH.indexOf(b) > STRENGTH.indexOf(a) ? b : a;
}
