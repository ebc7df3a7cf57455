import type { Condition } from '../../shared/contract/admin/campaign.ts';
import type { Touch, UtmTag } from '../../shared/touch.ts';
import { holds } from './rule-operators.ts';
import type { EdgeCampaign } from './site-model.ts';

/** What the rules may look at. */
export interface Visit {
  touch: Touch | null;
}

/**
 * The first campaign in list order whose rules hold, or null. Checking stops there, even if a later one is more
 * exact (S2-36, S2-37); a campaign without groups is for everybody (S2-38).
 */
export function matchCampaign(campaigns: readonly EdgeCampaign[], visit: Visit): EdgeCampaign | null {
  return (
    campaigns.find(({ groups }) =>
      groups.every(({ any }) => any.some((condition) => holds(condition, read(condition.type, visit)))),
    ) ?? null
  );
}

function read(type: Condition['type'], { touch }: Visit): string | null {
  return touch?.[type.slice('utm_'.length) as UtmTag] ?? null;
}
