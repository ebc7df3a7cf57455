import type { Campaign } from '../../shared/contract/admin/campaign.ts';
import type { Replay, ReplayExample, ReplayPart } from '../../shared/contract/admin/replay.ts';
import { UTM_TAGS } from '../../shared/touch.ts';
import { compileRules } from './compile-rules.ts';
import { sourceTypeOf } from './source-type.ts';
import type { Visit } from './visit-attributes.ts';

/** So many examples of a move make it understood. */
const MAX_EXAMPLES = 5;
/** Of many campaigns there may be a move for each pair; rare ones are told without examples. */
const MAX_EXPLAINED = 50;

export type ReplayedCampaign = Pick<Campaign, 'id' | 'name' | 'status' | 'groups'>;

export interface ReplayedSample {
  visit: Visit;
  /** The campaign that won then; null for none. */
  campaign: string | null;
  /** How many sessions it stands for. */
  weight: number;
}

export interface ReplayedOrder {
  /** Of one site, in the present order. */
  campaigns: readonly ReplayedCampaign[];
  /** The ids of all of them in the asked order. */
  order: readonly string[];
  /** The account's, IANA. */
  timeZone: string;
}

export type ReplayedMoves = Pick<
  Replay,
  'sampled' | 'firstAt' | 'lastAt' | 'moved' | 'changedSince' | 'campaigns' | 'none' | 'moves'
>;

/**
 * What a changed order of campaigns would have done with visits that happened. Both orders are tried with the rules of
 * now, so that the difference is the order's alone. A visit that some campaign takes is taken in any order, so all
 * moves are between campaigns. Of moves the samples that come first make the examples.
 */
export function replayOrder(
  { campaigns, order, timeZone }: ReplayedOrder,
  samples: Iterable<ReplayedSample>,
): ReplayedMoves {
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const reordered = order.flatMap((id) => byId.get(id) ?? []);
  const decideBefore = compileRules(campaigns.filter(isActive), timeZone);
  const decideAfter = compileRules(reordered.filter(isActive), timeZone);
  const outcome: Outcome = {
    all: new Tally(),
    none: new Tally(),
    moved: new Tally(),
    changedSince: 0,
    firstAt: Number.POSITIVE_INFINITY,
    lastAt: 0,
    byId: new Map(campaigns.map(({ id }) => [id, { before: new Tally(), after: new Tally() }])),
    moves: new Map(),
  };
  for (const sample of samples) {
    noteDecisions(outcome, sample, { from: decideBefore(sample.visit), to: decideAfter(sample.visit) });
  }
  return describeOutcome(outcome, reordered);
}

interface Outcome {
  all: Tally;
  none: Tally;
  moved: Tally;
  changedSince: number;
  firstAt: number;
  lastAt: number;
  byId: Map<string, { before: Tally; after: Tally }>;
  moves: Map<string, Move>;
}

interface Move {
  from: ReplayedCampaign;
  to: ReplayedCampaign;
  tally: Tally;
  examples: Map<string, ReplayExample>;
}

type Decisions = Record<'from' | 'to', ReplayedCampaign | null>;

function noteDecisions(outcome: Outcome, sample: ReplayedSample, { from, to }: Decisions): void {
  const { visit, campaign, weight } = sample;
  outcome.all.add(weight);
  outcome.firstAt = Math.min(outcome.firstAt, visit.at);
  outcome.lastAt = Math.max(outcome.lastAt, visit.at);
  if ((from?.id ?? null) !== campaign) outcome.changedSince++;
  if (!from || !to) {
    outcome.none.add(weight);
    return;
  }
  outcome.byId.get(from.id)?.before.add(weight);
  outcome.byId.get(to.id)?.after.add(weight);
  if (from.id === to.id) return;
  outcome.moved.add(weight);
  const key = `${from.id} ${to.id}`;
  const move = outcome.moves.get(key) ?? { from, to, tally: new Tally(), examples: new Map() };
  outcome.moves.set(key, move);
  move.tally.add(weight);
  noteExample(move.examples, visit);
}

function describeOutcome(outcome: Outcome, reordered: readonly ReplayedCampaign[]): ReplayedMoves {
  const { all, none, moved, changedSince, firstAt, lastAt, byId } = outcome;
  const instant = (at: number) => (all.sampled === 0 ? null : new Date(at).toISOString());
  const moves = [...outcome.moves.values()].sort((a, b) => b.tally.weight - a.tally.weight);
  return {
    sampled: all.sampled,
    firstAt: instant(firstAt),
    lastAt: instant(lastAt),
    moved: moved.partOf(all),
    changedSince,
    campaigns: reordered.map(({ id, name, status }) => {
      const { before = new Tally(), after = new Tally() } = byId.get(id) ?? {};
      return { id, name, status, before: before.partOf(all), after: after.partOf(all) };
    }),
    none: none.partOf(all),
    moves: moves.map(({ from, to, tally, examples }, i) => ({
      from: { id: from.id, name: from.name },
      to: { id: to.id, name: to.name },
      ...tally.partOf(all),
      examples: i < MAX_EXPLAINED ? [...examples.values()] : [],
    })),
  };
}

class Tally {
  sampled = 0;
  weight = 0;

  add(weight: number): void {
    this.sampled++;
    this.weight += weight;
  }

  /** Sums of fractions may end a hair above the whole. */
  partOf({ weight }: Tally): ReplayPart {
    return { sampled: this.sampled, share: weight === 0 ? null : Math.min(1, this.weight / weight) };
  }
}

function isActive({ status }: ReplayedCampaign): boolean {
  return status === 'active';
}

/** A hundred clicks on one advert would say the same hundred times. */
function noteExample(examples: Map<string, ReplayExample>, visit: Visit): void {
  if (examples.size >= MAX_EXAMPLES) return;
  const example = describeVisit(visit);
  const { landing, tags, sourceType } = example;
  const [address] = landing.split('?', 1);
  const key = JSON.stringify([address, tags, sourceType]);
  if (!examples.has(key)) examples.set(key, example);
}

function describeVisit(visit: Visit): ReplayExample {
  const { touch, page, country, region, city, device, language, visitor, at } = visit;
  return {
    at: new Date(at).toISOString(),
    page,
    landing: touch?.landing ?? page,
    referrer: touch?.referrer ?? null,
    tags: Object.fromEntries(UTM_TAGS.map((tag) => [tag, touch?.[tag] ?? null])),
    clickIds: Object.keys(touch?.clickIds ?? {}),
    sourceType: touch && sourceTypeOf(touch),
    channel: touch?.type ?? null,
    country,
    region,
    city,
    device,
    language,
    visitor,
  };
}
