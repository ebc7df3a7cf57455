import type { RuleGroup } from '../../shared/contract/admin/campaign.ts';
import type { Condition, ConditionType } from '../../shared/contract/admin/condition.ts';
import { valuesOf } from './rule-operators.ts';

/** What must be there, at the least, for a condition that is not negated to hold. Texts are in lower case. */
export type Ask =
  | { kind: 'value'; values: readonly string[] }
  /** All of these are in the text; at least one has three letters. */
  | { kind: 'part'; pieces: readonly string[] }
  | { kind: 'presence' };

export function askOf(condition: Condition): Ask {
  const { op, matchCase } = condition;
  const values = valuesOf(condition);
  if (op === 'equals' || op === 'one_of') {
    return { kind: 'value', values: values.map((value) => value.toLowerCase()) };
  }
  // Part of a text in lower case is not always the lower case of that part: a Greek sigma looks at its neighbours.
  if (op === 'exists' || matchCase) return { kind: 'presence' };
  const [text = ''] = values;
  const pieces = (op === 'glob' ? text.split('*') : [text]).filter((piece) => piece.length >= 3);
  return pieces.length > 0 ? { kind: 'part', pieces } : { kind: 'presence' };
}

/** The group that lets the fewest visits through, by rough guess; null if none can stand guard. */
export function chooseGuard(groups: readonly RuleGroup[]): RuleGroup | null {
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
  const ask = askOf(condition);
  const perValue = FEW_VALUES.includes(type) ? 5 : 1;
  switch (ask.kind) {
    case 'value':
      return ask.values.length * perValue;
    case 'part':
      return 2 * perValue;
    case 'presence':
      return OFTEN_ABSENT.includes(type) ? 20 : Number.POSITIVE_INFINITY;
    default: {
      const never: never = ask;
      return never;
    }
  }
}
