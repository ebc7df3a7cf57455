import type { ExplainInput, Explanation } from '../../../shared/contract/admin/explain.ts';
import { isHostAllowed } from '../../../shared/hosts.ts';
import { computeTouch } from '../../../shared/touch.ts';
import { explainCampaigns } from '../../domain/explain-campaigns.ts';
import type { ExplainArgs } from '../../rpc/account-rpc.ts';
import type { EntityStore } from './entity-store.ts';
import { findUnknownReferences } from './references.ts';
import { refuseFaults } from './refused.ts';
import type { RuleContext } from './resource-rules.ts';

/** `explain`: the campaigns of a site asked about a visit that may have happened. @throws Refused */
export function explainVisit({ entities, timeZone, now }: RuleContext, input: ExplainInput): Explanation {
  refuseFaults(findUnknownReferences(entities, [{ path: 'site', kind: 'sites', id: input.site }]));
  const hosts = entities.get('sites', input.site)?.hosts ?? [];
  const { url, referrer, at, site: _, ...rest } = input;
  const visit = {
    ...rest,
    touch: computeTouch(url, referrer, (host) => isHostAllowed(hosts, host)),
    page: url,
    at: at === undefined ? now : Date.parse(at),
  };
  return explainCampaigns(listCampaigns(entities, input.site), visit, timeZone);
}

/** The same for a visit that the edge is asked about, with the names of the offices by id. */
export function explainForEdge(entities: EntityStore, { site, visit, timeZone }: ExplainArgs) {
  const offices = entities.list('offices').map(({ id, name }) => [id, name] as const);
  return {
    explanation: explainCampaigns(listCampaigns(entities, site), visit, timeZone),
    offices: Object.fromEntries(offices),
  };
}

/** The campaigns of a site that are not archived, in list order. */
function listCampaigns(entities: EntityStore, site: string) {
  return entities
    .list('campaigns')
    .filter((campaign) => campaign.site === site && campaign.status !== 'archived')
    .sort((a, b) => a.position - b.position);
}
