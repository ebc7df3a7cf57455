import type { Condition, ConditionOperator } from '../../shared/contract/admin/campaign.ts';

/** How each operator compares what a visitor brought with one value of the rule. `exists` has no value. */
const OPERATORS: Record<
  Exclude<ConditionOperator, 'exists' | 'one_of'>,
  (actual: string, value: string) => boolean
> = {
  contains: (actual, value) => actual.includes(value),
  equals: (actual, value) => actual === value,
  starts: (actual, value) => actual.startsWith(value),
  ends: (actual, value) => actual.endsWith(value),
};

/** True if the condition holds of `actual`; what is absent has no property, so only a negation holds of it. */
export function holds(condition: Condition, actual: string | null): boolean {
  return holdsPlainly(condition, actual) !== condition.not;
}

function holdsPlainly({ op, value, matchCase }: Condition, actual: string | null): boolean {
  if (actual === null || actual === '') return false;
  if (op === 'exists') return true;
  const fold = (text: string) => (matchCase ? text : text.toLowerCase());
  const folded = fold(actual);
  if (op === 'one_of') return Array.isArray(value) && value.some((item) => fold(item) === folded);
  return !Array.isArray(value) && OPERATORS[op](folded, fold(value));
}
