import type { Campaign, CampaignStatus, RuleGroup } from '../../shared/contract/admin/campaign.ts';
import type { Condition } from '../../shared/contract/admin/condition.ts';
import type { Explanation } from '../../shared/contract/admin/explain.ts';
import { localTimeIn } from './local-time.ts';
import { holds } from './rule-operators.ts';
import { type ReadClock, readAttribute, type Visit } from './visit-attributes.ts';

/** What is explained: campaigns of one site in list order. */
export type ExplainedCampaign = Pick<Campaign, 'id' | 'name' | 'status' | 'groups'>;

/**
 * Which campaign a visit gets and why, campaign by campaign and condition by condition. `matches` is whether the
 * rules hold, whatever the status; `reached` whether checking got that far: an active campaign above that matches
 * ends it, and one that is not active is never asked. `timeZone` is the account's, IANA.
 */
export function explainCampaigns(
  campaigns: readonly ExplainedCampaign[],
  visit: Visit,
  timeZone: string,
): Explanation {
  const clock = localTimeIn(timeZone);
  let winner: Explanation['campaign'] = null;
  const explained = campaigns.map(({ id, name, status, groups }) => {
    const verdicts = groups.map((group) => explainGroup(group, visit, clock));
    const matches = verdicts.every((group) => group.holds);
    const reached = winner === null && isAsked(status);
    if (reached && matches) winner = { id, name };
    return { id, name, status, matches, reached, groups: verdicts };
  });
  return { campaign: winner, campaigns: explained };
}

function isAsked(status: CampaignStatus): boolean {
  return status === 'active';
}

function explainGroup({ any }: RuleGroup, visit: Visit, clock: ReadClock) {
  const conditions = any.map((condition) => explainCondition(condition, visit, clock));
  return { holds: conditions.some((condition) => condition.holds), any: conditions };
}

function explainCondition(condition: Condition, visit: Visit, clock: ReadClock) {
  const values = readAttribute(condition, visit, clock);
  return {
    ...condition,
    holds: holds(condition, values),
    actual: values.length === 0 ? null : values.join(', '),
  };
}
