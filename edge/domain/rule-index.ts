import type { Condition } from '../../shared/contract/admin/condition.ts';
import type { AttributeSlots, Reading } from './attribute-slots.ts';
import { askOf, chooseGuard } from './rule-guard.ts';
import type { EdgeCampaign } from './site-model.ts';
import { gramAt, gramsOf } from './text-grams.ts';

/** 1 at the places of campaigns that may hold for a visit; all others certainly do not. */
export type FindCandidates = (reading: Reading) => Uint8Array;

/**
 * All groups of a campaign must hold, so any one of them can stand guard: if nothing that it asks for is there, the
 * campaign is out. A condition that is not negated asks for a value, for three letters of a text, or at least for its
 * attribute to be there; of these the index is made. Campaigns of which no group can stand guard are always candidates.
 */
export function indexRules(
  campaigns: readonly Pick<EdgeCampaign, 'groups'>[],
  slots: AttributeSlots,
): FindCandidates {
  const always = new Uint8Array(campaigns.length);
  const asked = new Map<number, Asked[]>();
  campaigns.forEach(({ groups }, place) => {
    const guard = chooseGuard(groups);
    if (!guard) always[place] = 1;
    for (const condition of guard?.any ?? []) {
      const slot = slots.slotOf(condition);
      const conditions = asked.get(slot) ?? [];
      conditions.push({ condition, place });
      asked.set(slot, conditions);
    }
  });
  const indexes = [...asked].map(([slot, conditions]) => ({ slot, index: indexSlot(conditions) }));
  return (reading) => {
    const candidates = always.slice();
    for (const { slot, index } of indexes) {
      const values = reading.folded(slot);
      if (values.length > 0) markCandidates(candidates, index, values);
    }
    return candidates;
  };
}

interface Asked {
  condition: Condition;
  place: number;
}

type Places = readonly number[];

/** Places of the campaigns that ask one attribute for something. Texts are in lower case. */
interface SlotIndex {
  ifPresent: Places;
  byValue: ReadonlyMap<string, Places>;
  byGram: ReadonlyMap<number, Places>;
}

function markCandidates(candidates: Uint8Array, index: SlotIndex, values: readonly string[]): void {
  const { ifPresent, byValue, byGram } = index;
  for (const place of ifPresent) candidates[place] = 1;
  for (const value of values) {
    for (const place of byValue.get(value) ?? []) candidates[place] = 1;
    if (byGram.size === 0) continue;
    for (let at = 0; at + 3 <= value.length; at++) {
      const places = byGram.get(gramAt(value, at));
      if (places) for (const place of places) candidates[place] = 1;
    }
  }
}

function indexSlot(conditions: readonly Asked[]): SlotIndex {
  const ifPresent: number[] = [];
  const byValue = new Map<string, number[]>();
  const byGram = new Map<number, number[]>();
  const frequency = countGrams(conditions);
  for (const { condition, place } of conditions) {
    const ask = askOf(condition);
    if (ask.kind === 'value') for (const value of ask.values) addPlace(byValue, value, place);
    else if (ask.kind === 'part') addPlace(byGram, rarestGram(ask.pieces, frequency), place);
    else ifPresent.push(place);
  }
  return { ifPresent, byValue, byGram };
}

/** In how many conditions each gram stands: one that all share would tell nothing. */
function countGrams(conditions: readonly Asked[]): ReadonlyMap<number, number> {
  const frequency = new Map<number, number>();
  for (const { condition } of conditions) {
    const ask = askOf(condition);
    if (ask.kind !== 'part') continue;
    for (const gram of new Set(ask.pieces.flatMap(gramsOf)))
      frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
  }
  return frequency;
}

function rarestGram(pieces: readonly string[], frequency: ReadonlyMap<number, number>): number {
  const count = (gram: number) => frequency.get(gram) ?? 0;
  return pieces.flatMap(gramsOf).reduce((best, gram) => (count(gram) < count(best) ? gram : best));
}

function addPlace<Key>(index: Map<Key, number[]>, key: Key, place: number): void {
  const places = index.get(key);
  if (places) places.push(place);
  else index.set(key, [place]);
}
