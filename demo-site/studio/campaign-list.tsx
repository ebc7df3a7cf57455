import type { Campaign, CampaignOffice } from '../../shared/contract/admin/campaign.ts';
import type { Condition, ConditionType } from '../../shared/contract/admin/condition.ts';
import type { Office } from '../../shared/contract/admin/office.ts';
import type { Site } from '../../shared/contract/admin/site.ts';
import { type Remarked, Warnings } from './warnings.tsx';

const STATUS_CLASS: Readonly<Record<Campaign['status'], string>> = {
  draft: '',
  active: 'badge-good',
  paused: 'badge-warn',
  archived: '',
};

/** Campaigns in list order: the first active one whose rules hold wins. */
export function CampaignList(props: { campaigns: Remarked<Campaign>[]; sites: Site[]; offices: Office[] }) {
  return (
    <ol class="card campaigns">
      {props.campaigns.map((campaign) => (
        <li key={campaign.id}>
          <div class="row">
            <h3>{campaign.name}</h3>
            <span class={`badge ${STATUS_CLASS[campaign.status]}`}>{campaign.status}</span>
            <span class="muted small">{props.sites.find((site) => site.id === campaign.site)?.name}</span>
          </div>
          <p class="small">{rulesOf(campaign)}</p>
          <p class="muted small">
            {campaign.offices.map((entry) => numbersOf(entry, props.offices)).join(' · ')}
          </p>
          <Warnings warnings={campaign.warnings} />
        </li>
      ))}
    </ol>
  );
}

function rulesOf(campaign: Campaign): string {
  if (campaign.groups.length === 0) return 'Everybody';
  return campaign.groups.map((group) => group.any.map(describeCondition).join(' or ')).join(', and ');
}

function describeCondition(condition: Condition): string {
  const verb = {
    contains: condition.not ? 'does not contain' : 'contains',
    equals: condition.not ? 'is not' : 'is',
    starts: condition.not ? 'does not begin with' : 'begins with',
    ends: condition.not ? 'does not end with' : 'ends with',
    glob: condition.not ? 'is not like' : 'is like',
    one_of: condition.not ? 'is none of' : 'is one of',
    exists: condition.not ? 'is absent' : 'is present',
  }[condition.op];
  const subject = describeSubject(condition);
  if (condition.op === 'exists') return `${subject} ${verb}`;
  const value = Array.isArray(condition.value) ? condition.value.join(', ') : condition.value;
  return `${subject} ${verb} “${value}”${condition.matchCase ? ' (in this case)' : ''}`;
}

const SUBJECTS: Partial<Record<ConditionType, string>> = {
  query: 'parameter',
  click_id: 'click id',
  source_type: 'source type',
  landing: 'landing page',
  page: 'page address',
  weekday: 'day of the week (1 is Monday)',
};

function describeSubject({ type, param }: Condition): string {
  const subject = SUBJECTS[type] ?? type;
  if (type === 'click_id' && param === undefined) return 'any click id';
  return param === undefined ? subject : `${subject} ${param}`;
}

function numbersOf(entry: CampaignOffice, offices: Office[]): string {
  const name = offices.find((office) => office.id === entry.office)?.name ?? 'Unknown office';
  const count = entry.numbers.length;
  const kind =
    count === 0 ? 'no number' : count === 1 ? '1 number, shared' : `${count} numbers, one per visitor`;
  return `${name}: ${kind}${entry.fallback === null ? '' : ', fallback'}`;
}
