import type { Campaign } from '../../shared/contract/admin/campaign.ts';

export const MOVING_NUMBERS = ['+74950000001', '+74950000002', '+74950000003', '+74950000004'] as const;
export const CAMPAIGNS = ['cmp_a', 'cmp_b'] as const;
export type CampaignId = (typeof CAMPAIGNS)[number];
/** Where a number is wanted: among those of a campaign, as its fallback, or nowhere. */
export type Place = `${CampaignId}` | `${CampaignId} fallback` | 'nowhere';

export type MoveStep =
  | { kind: 'places'; places: Place[]; sameOffice: boolean }
  | { kind: 'move'; number: number; place: Place }
  | { kind: 'status'; campaign: CampaignId; active: boolean }
  | { kind: 'hold'; campaign: CampaignId; sessionS: number; restS: number }
  /** A visitor asks a pool, whatever the account now thinks: the edge that sent them may be stale. */
  | { kind: 'lease'; campaign: CampaignId; visitor: string }
  /** An edge shows what its snapshot says is everybody's. */
  | { kind: 'show'; edge: number; campaign: CampaignId }
  /** One of the configurations on their way arrives, and stays to arrive again if `again`. */
  | { kind: 'deliver'; index: number; again: boolean }
  | { kind: 'settle'; index: number; again: boolean }
  /** Everything arrives that is on its way. */
  | { kind: 'arrive' }
  | { kind: 'tick'; ms: number };

/** An active campaign without numbers, with a hold of three seconds and a rest of one. */
export function aCampaign(id: CampaignId, position: number): Campaign {
  const hold = { sessionS: 2, afterSessionS: 1, restS: 1 };
  return { id, name: id, site: 'site', status: 'active', position, groups: [], offices: [], ...hold };
}
