import { ExplainInputSchema } from '../../../shared/contract/admin/explain.ts';
import type { SiteFacts } from '../../domain/site-facts.ts';
import { explainVisit } from './explain-visit.ts';
import { refuse } from './refused.ts';
import type { RuleContext } from './resource-rules.ts';

/** The facts of a site, and of the campaign that a first, direct visit to `url` gets. @throws Refused */
export function findSiteFacts(context: RuleContext, site: string, url: string): SiteFacts {
  const found = context.entities.get('sites', site);
  if (!found) refuse('not_found', 'There is no such site.');
  const { key, hosts, consentDefault } = found;
  const { campaign: winner, campaigns } = explainVisit(context, ExplainInputSchema.parse({ site, url }));
  const campaign = winner && context.entities.get('campaigns', winner.id);
  return {
    key,
    hosts,
    consentDefault,
    hasActiveCampaign: campaigns.some(({ status }) => status === 'active'),
    campaign: campaign && {
      id: campaign.id,
      name: campaign.name,
      offices: campaign.offices.map(({ office, selectors, numbers, fallback }) => ({
        office,
        name: context.entities.get('offices', office)?.name ?? office,
        selectors,
        isDynamic: numbers.length > 1,
        hasFallback: fallback !== null,
      })),
    },
  };
}
