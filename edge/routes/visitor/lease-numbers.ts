import type { EdgeCampaign } from '../../domain/site-model.ts';
import type { LeaseArgs, OfficeLease } from '../../rpc/pool-rpc.ts';
import type { Services } from '../../services.ts';

export interface Leased {
  offices: OfficeLease[];
  /** Of the newest grant, 0 without one. */
  fence: number;
  /** Offices that were answered from memory. */
  remembered: readonly string[];
}

/**
 * The numbers of a campaign's dynamic offices for one visitor; null if the campaign was paused a moment ago, and the
 * fallbacks of the snapshot stand in. `isHolder`: the visitor's own token names this campaign, so that only the pool can
 * tell what they hold; anybody else is new to it, and for them an exhausted office is remembered.
 */
export async function leaseNumbers(
  services: Services,
  campaign: EdgeCampaign,
  asker: Omit<LeaseArgs, 'campaign' | 'offices'>,
  isHolder: boolean,
): Promise<Leased | null> {
  const { account } = asker;
  const pool = `${account}/${campaign.id}`;
  const dynamic = campaign.offices.flatMap(({ office, kind }) => (kind === 'dynamic' ? [office] : []));
  const known = isHolder
    ? []
    : dynamic.flatMap((office) => services.exhausted.recall(pool, office, campaign.poolVersion ?? 0) ?? []);
  const remembered = known.map(({ office }) => office);
  const offices = dynamic.filter((office) => !remembered.includes(office));
  if (offices.length === 0) return { offices: known, fence: 0, remembered };
  const answer = await services
    .pool(account, campaign.id)
    .lease({ ...asker, campaign: campaign.id, offices });
  services.exhausted.note(pool, answer);
  if (answer.kind === 'gone') return null;
  return { offices: [...known, ...answer.offices], fence: answer.fence, remembered };
}
