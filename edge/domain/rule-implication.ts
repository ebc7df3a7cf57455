import type { RuleGroup } from '../../shared/contract/admin/campaign.ts';
import type { Condition } from '../../shared/contract/admin/condition.ts';
import { MAX_COMPARISONS } from './limits.ts';
import { compileCondition, valuesOf } from './rule-operators.ts';

/**
 * True if a campaign with `earlier` rules surely holds wherever one with `later` rules does, so that it takes every
 * visit from it. Sound but not complete: `false` promises nothing, and rules too many to compare in passing are `false`.
 */
export function takesAllOf(earlier: readonly RuleGroup[], later: readonly RuleGroup[]): boolean {
  if (countConditions(earlier) * countConditions(later) > MAX_COMPARISONS) return false;
  return earlier.every((wanted) => later.some((given) => impliesGroup(given, wanted)));
}

function countConditions(groups: readonly RuleGroup[]): number {
  return groups.reduce((sum, { any }) => sum + any.length, 0);
}

function impliesGroup(given: RuleGroup, wanted: RuleGroup): boolean {
  return given.any.every((condition) => wanted.any.some((other) => implies(condition, other)));
}

/** True if `wanted` holds of every visit of which `given` does. */
export function implies(given: Condition, wanted: Condition): boolean {
  if (given.not !== wanted.not) return false;
  // What is never so cannot be so in a narrower way: of two negations the wider one implies the narrower.
  return given.not ? impliesPlainly(wanted, given) : impliesPlainly(given, wanted);
}

function impliesPlainly(given: Condition, wanted: Condition): boolean {
  if (!isPartOf(given, wanted)) return false;
  if (wanted.op === 'exists') return true;
  if (given.op === 'exists') return false;
  // A condition that ignores the case leaves open which case the visit has.
  if (wanted.matchCase && !given.matchCase) return false;
  const fold = (value: string) => (wanted.matchCase ? value : value.toLowerCase());
  const values = valuesOf(given).map(fold);
  if (given.op === 'equals' || given.op === 'one_of') {
    const test = compileCondition({ ...wanted, not: false });
    return values.every((value) => test([value]));
  }
  const [value = ''] = values;
  const [known = ''] = valuesOf(wanted);
  switch (wanted.op) {
    case 'contains':
      return given.op !== 'glob' && value.includes(known);
    case 'starts':
      return given.op === 'starts' && value.startsWith(known);
    case 'ends':
      return given.op === 'ends' && value.endsWith(known);
    case 'glob':
      return given.op === 'glob' && value === known;
    case 'equals':
    case 'one_of':
      return false;
    default: {
      const never: never = wanted.op;
      return never;
    }
  }
}

/** The values that `given` looks at are among those that `wanted` looks at. */
function isPartOf(given: Condition, wanted: Condition): boolean {
  if (given.type !== wanted.type) return false;
  if (given.type === 'click_id' && wanted.param === undefined) return true;
  return given.param?.toLowerCase() === wanted.param?.toLowerCase();
}
