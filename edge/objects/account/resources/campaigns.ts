import type { z } from 'zod';
import type {
  Campaign,
  CampaignInput,
  CampaignOrderSchema,
} from '../../../../shared/contract/admin/campaign.ts';
import type { ExplainInput } from '../../../../shared/contract/admin/explain.ts';
import type { ReplayInput } from '../../../../shared/contract/admin/replay.ts';
import type { StatsInput } from '../../../../shared/contract/admin/stats.ts';
import { findOrderFaults } from '../../../domain/campaign-order.ts';
import { findRepeatedNumbers, findTakenNumbers, placesOf } from '../../../domain/number-places.ts';
import { presentCampaign } from '../campaign-warnings.ts';
import type { EntityStore } from '../entity-store.ts';
import { warnOfExhaustion } from '../events/warn-of-exhaustion.ts';
import { explainVisit } from '../explain-visit.ts';
import { findUnknownReferences } from '../references.ts';
import { refuse, refuseFaults } from '../refused.ts';
import type { ResourceRules, RuleContext } from '../resource-rules.ts';
import { answerReplay } from '../statistics/answer-replay.ts';
import { answerStats } from '../statistics/answer-stats.ts';
import { warnOfLastWeek } from '../statistics/warn-of-last-week.ts';

export const campaignRules: ResourceRules<'campaigns'> = {
  present: (context, shown) => {
    const campaigns = context.entities.list('campaigns');
    const measured = [warnOfExhaustion(context, shown), warnOfLastWeek(context, shown)];
    const calls = context.statistics.callsOf(shown.map(({ id }) => id));
    return (campaign) => {
      const warnings = measured.flatMap((byCampaign) => byCampaign.get(campaign.id) ?? []);
      return { ...presentCampaign(campaign, campaigns, warnings), calls: calls.get(campaign.id) ?? 0 };
    };
  },

  create: ({ entities }, { id, input }) => {
    if (isEmpty(entities, 'offices'))
      refuse('no_office', 'Make an office first: a campaign leads to offices.');
    if (isEmpty(entities, 'numbers'))
      refuse('no_numbers', 'Add a number first: a campaign gives out numbers.');
    refuseUnknown(entities, input);
    const last = listed(entities).at(-1);
    return { id, ...input, status: 'draft', position: last ? last.position + 1 : 0 };
  },

  update: ({ entities }, before, input) => {
    refuseUnknown(entities, input);
    const { id, status, position } = before;
    const after: Campaign = { id, ...input, status, position };
    if (status === 'active') {
      const known = new Set(placesOf(before).map(({ number }) => number));
      refuseUnusable(entities, after, (number) => !known.has(number));
      refuseTaken(entities, after);
    }
    return after;
  },

  checkRemoval: (_, { id, status }) => {
    if (status === 'draft' || status === 'archived') return;
    refuse('conflict', `The campaign ${id} is ${status}: archive it first.`);
  },

  act: (context, campaign, action) => {
    const status = TARGETS[action];
    if (!status || campaign.status === status) return campaign;
    if (campaign.status === 'archived' || (action === 'pause' && campaign.status === 'draft')) {
      refuse('conflict', `A campaign that is ${campaign.status} cannot be ${status}.`);
    }
    if (status === 'active') {
      refuseUnusable(context.entities, campaign, () => true);
      refuseTaken(context.entities, campaign);
    }
    return { ...campaign, status };
  },

  ask: (context, question, input) => {
    if (question === 'stats') return answerStats(context, input as StatsInput);
    if (question === 'replay') return answerReplay(context, input as ReplayInput);
    return explainVisit(context, input as ExplainInput);
  },

  actOnList: (context, _, input) => reorder(context, (input as z.output<typeof CampaignOrderSchema>).order),
};

const TARGETS: Readonly<Record<string, Campaign['status']>> = {
  start: 'active',
  pause: 'paused',
  archive: 'archived',
};

/** Campaigns that have a place in the list, in its order. */
function listed(entities: EntityStore): Campaign[] {
  return entities.list('campaigns').filter(({ status }) => status !== 'archived');
}

function reorder({ entities, now }: RuleContext, order: readonly string[]): void {
  const campaigns = new Map(listed(entities).map((campaign) => [campaign.id, campaign]));
  refuseFaults(findOrderFaults(campaigns, order, 'every campaign that is not archived, once'));
  order.forEach((id, position) => {
    const campaign = campaigns.get(id);
    if (campaign && campaign.position !== position)
      entities.save('campaigns', { ...campaign, position }, now);
  });
}

function refuseUnknown(entities: EntityStore, input: CampaignInput): void {
  const unknown = findUnknownReferences(entities, [
    { path: 'site', kind: 'sites', id: input.site },
    ...input.offices.map(({ office }, i) => ({
      path: `offices.${i}.office`,
      kind: 'offices' as const,
      id: office,
    })),
    ...placesOf(input).map(({ path, number }) => ({ path, kind: 'numbers' as const, id: number })),
  ]);
  const repeated = findRepeatedNumbers(input).map(({ path }) => ({
    path,
    code: 'custom',
    message: 'a number has one place in a campaign',
  }));
  refuseFaults([...unknown, ...repeated]);
}

/** A number that is not connected or disabled would leave its office without one. */
function refuseUnusable(
  entities: EntityStore,
  campaign: Campaign,
  concerns: (number: string) => boolean,
): void {
  const unusable = placesOf(campaign).flatMap(({ path, number }) => {
    const status = concerns(number) ? entities.get('numbers', number)?.status : 'active';
    return status === 'active' ? [] : [{ path, number, status: status ?? 'gone' }];
  });
  const [first] = unusable;
  if (!first) return;
  refuse(
    'conflict',
    `The number ${first.number} is ${first.status}.`,
    unusable.map(({ path, number, status }) => ({
      path,
      code: 'number_not_active',
      message: `the number ${number} is ${status}`,
    })),
  );
}

function refuseTaken(entities: EntityStore, campaign: Campaign): void {
  const taken = findTakenNumbers(campaign, entities.list('campaigns'));
  const [first] = taken;
  if (!first) return;
  refuse(
    'number_taken',
    `The number ${first.number} is in use by the campaign ${first.holder.id} "${first.holder.name}".`,
    taken.map(({ path, number, holder }) => ({
      path,
      code: 'number_taken',
      message: `the number ${number} is in use by the campaign ${holder.id}`,
    })),
  );
}

function isEmpty(entities: EntityStore, kind: 'offices' | 'numbers'): boolean {
  const page = { where: [], sortBy: null, descending: false, after: null, limit: 1 };
  return entities.page(kind, page).length === 0;
}
