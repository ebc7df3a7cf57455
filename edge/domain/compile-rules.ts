import type { RuleGroup } from '../../shared/contract/admin/campaign.ts';
import { type AttributeSlots, numberAttributes, type Reading } from './attribute-slots.ts';
import { localTimeIn } from './local-time.ts';
import { indexRules } from './rule-index.ts';
import { compileCondition } from './rule-operators.ts';
import type { EdgeCampaign } from './site-model.ts';
import type { Visit } from './visit-attributes.ts';

/** The campaign that a visit belongs to, or null. */
export type Matcher<C = EdgeCampaign> = (visit: Visit) => C | null;

/**
 * Compiles the campaigns of a site, once for many visits. The first in list order whose rules hold wins, and checking
 * stops there, even if a later one is more exact (S2-36, S2-37); a campaign without groups is for everybody (S2-38).
 * `timeZone` is the account's, IANA.
 *
 * Most campaigns of a long list are about other sources than the visit's, so an index first tells which ones can hold
 * at all; only these are asked.
 */
export function compileRules<C extends Pick<EdgeCampaign, 'groups'>>(
  campaigns: readonly C[],
  timeZone: string,
): Matcher<C> {
  const slots = numberAttributes(localTimeIn(timeZone));
  const tests = campaigns.map(({ groups }) => compileGroups(groups, slots));
  const findCandidates = indexRules(campaigns, slots);
  return (visit) => {
    const reading = slots.read(visit);
    const candidates = findCandidates(reading);
    for (let place = candidates.indexOf(1); place >= 0; place = candidates.indexOf(1, place + 1)) {
      if (tests[place]?.(reading)) return campaigns[place] ?? null;
    }
    return null;
  };
}

/** The rules of one campaign as a function: all groups must hold, and of a group any condition (S2-48). */
export function compileGroups(
  groups: readonly RuleGroup[],
  slots: AttributeSlots,
): (reading: Reading) => boolean {
  const tests = groups.map(({ any }) => compileGroup(any, slots));
  return (reading) => {
    for (const test of tests) if (!test(reading)) return false;
    return true;
  };
}

function compileGroup(any: RuleGroup['any'], slots: AttributeSlots): (reading: Reading) => boolean {
  const conditions = any.map((condition) => ({
    slot: slots.slotOf(condition),
    matchCase: condition.matchCase,
    test: compileCondition(condition),
  }));
  return (reading) => {
    for (const { slot, matchCase, test } of conditions) {
      if (test(matchCase ? reading.exact(slot) : reading.folded(slot))) return true;
    }
    return false;
  };
}
