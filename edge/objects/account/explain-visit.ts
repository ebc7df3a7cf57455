import type { ExplainInput, Explanation } from '../../../shared/contract/admin/explain.ts';
import { isHostAllowed } from '../../../shared/hosts.ts';
import { computeTouch } from '../../../shared/touch.ts';
import { explainCampaigns } from '../../domain/explain-campaigns.ts';
import { findUnknownReferences } from './references.ts';
import { refuseFaults } from './refused.ts';
import type { RuleContext } from './resource-rules.ts';

/** `explain`: the campaigns of a site asked about a visit that may have happened. @throws Refused */
export function explainVisit({ entities, timeZone, now }: RuleContext, input: ExplainInput): Explanation {
  refuseFaults(findUnknownReferences(entities, [{ path: 'site', kind: 'sites', id: input.site }]));
  const hosts = entities.get('sites', input.site)?.hosts ?? [];
  const campaigns = entities
    .list('campaigns')
    .filter((campaign) => campaign.site === input.site && campaign.status !== 'archived')
    .sort((a, b) => a.position - b.position);
  const { url, referrer, at, site: _, ...rest } = input;
  const visit = {
    ...rest,
    touch: computeTouch(url, referrer, (host) => isHostAllowed(hosts, host)),
    page: url,
    at: at === undefined ? now : Date.parse(at),
  };
  return explainCampaigns(campaigns, visit, timeZone);
}
