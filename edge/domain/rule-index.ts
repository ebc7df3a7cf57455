import type { RuleGroup } from '../../shared/contract/admin/campaign.ts';
import type { Condition, ConditionType } from '../../shared/contract/admin/condition.ts';
import type { AttributeSlots, Reading } from './attribute-slots.ts';
import { valuesOf } from './rule-operators.ts';
import type { EdgeCampaign } from './site-model.ts';

/** Places in the list of the campaigns that may hold for a visit, ascending; all others certainly do not. */
export type FindCandidates = (reading: Reading) => readonly number[];

/**
 * All groups of a campaign must hold, so any one of them can stand guard: if nothing that it asks for is there, the
 * campaign is out. A condition that is not negated asks for a value (`equals`, `one_of`) or at least for its
 * attribute to be there; of these the index is made. Campaigns of which no group can stand guard are always candidates.
 */
export function indexRules(campaigns: readonly EdgeCampaign[], slots: AttributeSlots): FindCandidates {
  const entries = new Map<number, SlotEntry>();
  const always: number[] = [];
  campaigns.forEach(({ groups }, place) => {
    const guard = chooseGuard(groups);
    if (!guard) always.push(place);
    for (const condition of guard?.any ?? []) addToIndex(entries, slots.slotOf(condition), condition, place);
  });
  const indexed = [...entries].map(([slot, entry]) => ({ slot, ...entry }));
  return (reading) => {
    const lists: (readonly number[])[] = [];
    for (const { slot, ifPresent, byValue } of indexed) {
      const values = reading.folded(slot);
      if (values.length > 0 && ifPresent.length > 0) lists.push(ifPresent);
      for (const value of values) {
        const places = byValue.get(value);
        if (places) lists.push(places);
      }
    }
    if (lists.length === 0) return always;
    if (always.length > 0) lists.push(always);
    return lists.length === 1 && lists[0] ? lists[0] : [...new Set(lists.flat())].sort((a, b) => a - b);
  };
}

interface SlotEntry {
  /** Places of campaigns that ask only for the attribute to be there. */
  ifPresent: number[];
  /** By value in lower case, also for conditions that heed the case: they are asked themselves after. */
  byValue: Map<string, number[]>;
}

function addToIndex(
  entries: Map<number, SlotEntry>,
  slot: number,
  condition: Condition,
  place: number,
): void {
  const entry = entries.get(slot) ?? { ifPresent: [], byValue: new Map<string, number[]>() };
  entries.set(slot, entry);
  if (!asksForValue(condition)) {
    if (entry.ifPresent.at(-1) !== place) entry.ifPresent.push(place);
    return;
  }
  for (const value of valuesOf(condition)) {
    const key = value.toLowerCase();
    const places = entry.byValue.get(key) ?? [];
    if (places.at(-1) !== place) places.push(place);
    entry.byValue.set(key, places);
  }
}

function asksForValue({ op }: Condition): boolean {
  return op === 'equals' || op === 'one_of';
}

/** The group that lets the fewest visits through, by rough guess; null if none can stand guard. */
function chooseGuard(groups: readonly RuleGroup[]): RuleGroup | null {
  let best: { group: RuleGroup; cost: number } | null = null;
  for (const group of groups) {
    const cost = group.any.reduce((sum, condition) => sum + costOf(condition), 0);
    if (cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = { group, cost };
  }
  return best?.group ?? null;
}

/** Attributes that many visits lack; asking for anything else to be there tells nothing. */
const OFTEN_ABSENT: readonly ConditionType[] = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'query',
  'click_id',
  'referrer',
];
/** Attributes of so few values that many visits share each. */
const FEW_VALUES: readonly ConditionType[] = [
  'source_type',
  'channel',
  'country',
  'device',
  'language',
  'visitor',
  'weekday',
  'hour',
];

/** Rough share of visits that a condition lets through; infinite for one that no index can tell to be false. */
function costOf(condition: Condition): number {
  const { type, not } = condition;
  if (not) return Number.POSITIVE_INFINITY;
  if (asksForValue(condition)) return valuesOf(condition).length * (FEW_VALUES.includes(type) ? 5 : 1);
  return OFTEN_ABSENT.includes(type) ? 20 : Number.POSITIVE_INFINITY;
}
