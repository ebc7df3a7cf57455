import type { Campaign, CampaignOffice } from '../../shared/contract/admin/campaign.ts';
import type { Site } from '../../shared/contract/admin/site.ts';
import type { Widget } from '../../shared/contract/admin/widget.ts';
import type { ConsentMode } from '../../shared/contract/fields.ts';
import type { PublicSnapshot } from '../../shared/contract/site-snapshot.ts';
import type { AccountModel } from './account-model.ts';
import { compileEdgeWidget, compilePublicWidget } from './compile-widget.ts';
import { HISTORY_MS } from './limits.ts';
import type {
  EdgeCampaign,
  EdgeOffice,
  EdgeSnapshot,
  PoolConfig,
  SiteSnapshot,
  UsableNumber,
} from './site-model.ts';
import { isPerPage } from './visit-attributes.ts';

const DAY_MS = 86_400_000;

/** The snapshot of one site; `version` tells newer from older. */
export function compileSnapshot(model: AccountModel, site: Site, version: number): SiteSnapshot {
  const campaigns = model.campaigns
    .filter((campaign) => campaign.site === site.id && campaign.status === 'active')
    .sort((a, b) => a.position - b.position)
    .map((campaign) => compileCampaign(model, campaign));
  const widgets = model.widgets.filter((widget) => widget.site === site.id);
  const answered = widgets.filter(({ offices }) => offices.some((id) => model.offices.has(id)));
  return {
    public: compilePublic(model, site, version, campaigns, answered),
    edge: {
      account: model.account,
      siteId: site.id,
      timeZone: model.timeZone,
      excluded: model.excluded,
      campaigns,
      widgets: widgets.map((widget) => compileEdgeWidget(model, widget)),
      schedules: Object.fromEntries(
        widgets.flatMap(({ schedule }) => {
          const found = model.schedules.get(schedule ?? '');
          return found ? [[found.id, found]] : [];
        }),
      ),
    } satisfies EdgeSnapshot,
  };
}

function compilePublic(
  model: AccountModel,
  site: Site,
  version: number,
  campaigns: EdgeCampaign[],
  widgets: Widget[],
): PublicSnapshot {
  const targets = new Map<string, { office: string; selectors: Set<string>; replaces: string[] }>();
  for (const { office, selectors, replaces } of campaigns.flatMap((campaign) => campaign.offices)) {
    const target = targets.get(office) ?? { office, selectors: new Set(), replaces };
    for (const selector of selectors) target.selectors.add(selector);
    targets.set(office, target);
  }
  return {
    version,
    site: site.key,
    hosts: site.hosts,
    consentDefault: startingConsent(site),
    late: site.late,
    matchPerPage: campaigns.some(({ groups }) => groups.some(({ any }) => any.some(isPerPage))),
    targets: [...targets.values()].map((target) => ({ ...target, selectors: [...target.selectors] })),
    widgets: widgets.map((widget) => compilePublicWidget(model, widget)),
    bridges: site.bridges,
    consentSignals: site.consentSignals,
  };
}

/** Where a consent manager is asked, nothing is stored before it has granted it. */
function startingConsent({ consentDefault, consentSignals }: Site): ConsentMode {
  return consentSignals?.length && consentDefault === 'full' ? 'memory' : consentDefault;
}

function compileCampaign(model: AccountModel, campaign: Campaign): EdgeCampaign {
  const offices = campaign.offices.map((entry) => compileOffice(model, campaign.site, entry));
  const poolVersion = model.poolVersions?.get(campaign.id);
  return {
    id: campaign.id,
    name: campaign.name,
    groups: campaign.groups,
    sessionS: campaign.sessionS,
    dynamic: offices.some((office) => office.kind === 'dynamic'),
    ...(poolVersion !== undefined && { poolVersion }),
    offices,
  };
}

/** A widget's selectors count for every campaign of its site that has the office. */
function compileOffice(model: AccountModel, site: string, entry: CampaignOffice): EdgeOffice {
  const office = model.offices.get(entry.office);
  const [first] = entry.numbers;
  const ofWidgets = model.widgets
    .filter((widget) => widget.site === site)
    .flatMap(({ callTrackingSelectors }) => callTrackingSelectors)
    .flatMap(({ office: id, selector }) => (id === entry.office ? [selector] : []));
  return {
    office: entry.office,
    selectors: [...new Set([...entry.selectors, ...ofWidgets])],
    replaces: office?.phone ? [office.phone] : [],
    kind: entry.numbers.length > 1 ? 'dynamic' : first ? 'static' : 'none',
    static: entry.numbers.length === 1 && first ? usable(model, first) : null,
    fallback: entry.fallback === null ? null : usable(model, entry.fallback),
  };
}

/** Null for a number that is not active or still promised elsewhere. */
function usable(model: AccountModel, number: string): UsableNumber | null {
  const e164 = model.e164.get(number);
  if (e164 === undefined) return null;
  const from = model.usableFrom.has(e164) ? model.usableFrom.get(e164) : 0;
  return from === null || from === undefined ? null : { e164, usableFrom: from };
}

/** What the pool of a campaign gives out; a campaign that is not active gives out nothing. */
export function compilePool(model: AccountModel, campaign: Campaign): Omit<PoolConfig, 'version'> {
  const active = campaign.status === 'active';
  return {
    account: model.account,
    campaign: campaign.id,
    active,
    sessionS: campaign.sessionS,
    afterSessionS: campaign.afterSessionS,
    restS: campaign.restS,
    // Absent where nothing was set, so that what was published stays as it is.
    ...(model.leaseDays !== undefined &&
      model.leaseDays * DAY_MS < HISTORY_MS && { keepMs: model.leaseDays * DAY_MS }),
    offices: campaign.offices
      .filter((entry) => active && entry.numbers.length > 1)
      .map((entry) => ({
        office: entry.office,
        fallback: entry.fallback === null ? null : usable(model, entry.fallback),
        numbers: entry.numbers.flatMap((number) => usable(model, number) ?? []),
      })),
  };
}
