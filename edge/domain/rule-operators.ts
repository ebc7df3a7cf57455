import type { Condition, ConditionType } from '../../shared/contract/admin/condition.ts';
import { readableUrl } from '../../shared/readable-url.ts';

/** Tells whether a condition holds of the values of its attribute, folded by `foldValue`. */
export type ConditionTest = (values: readonly string[]) => boolean;

/** True if the condition holds of `values` as the visit has them. */
export function holds(condition: Condition, values: readonly string[]): boolean {
  const folded = condition.matchCase ? values : values.map((value) => value.toLowerCase());
  return compileCondition(condition)(folded);
}

/**
 * The condition as a function of values that are lower case already, unless it heeds the case. It holds if any value
 * does; what is absent has no property, so only a negation holds of it.
 */
export function compileCondition(condition: Condition): ConditionTest {
  const { not } = condition;
  const test = compileOperator(condition);
  return (values) => {
    for (const value of values) if (test(value)) return !not;
    return not;
  };
}

/** What the rule compares with: readable where it is a URL, lower case unless the condition heeds the case. */
export function valuesOf({ type, value, matchCase }: Condition): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.map((item) => {
    const readable = URL_TYPES.includes(type) ? readableUrl(item) : item;
    return matchCase ? readable : readable.toLowerCase();
  });
}

const URL_TYPES: readonly ConditionType[] = ['referrer', 'landing', 'page'];

function compileOperator(condition: Condition): (actual: string) => boolean {
  const values = valuesOf(condition);
  const [value = ''] = values;
  switch (condition.op) {
    case 'contains':
      return (actual) => actual.includes(value);
    case 'equals':
      return (actual) => actual === value;
    case 'starts':
      return (actual) => actual.startsWith(value);
    case 'ends':
      return (actual) => actual.endsWith(value);
    case 'one_of': {
      const known = new Set(values);
      return (actual) => known.has(actual);
    }
    case 'glob':
      return compileGlob(value);
    case 'exists':
      return () => true;
    default: {
      const never: never = condition.op;
      return never;
    }
  }
}

/**
 * `*` stands for any characters, also none; everything else for itself. Each piece is taken at its first place, so
 * that no pattern and no visitor's text can make it slow, as a regular expression could be.
 */
function compileGlob(pattern: string): (actual: string) => boolean {
  const pieces = pattern.split('*');
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return (actual) => actual === first;
  const middle = pieces.slice(1, -1).filter((piece) => piece !== '');
  return (actual) => {
    if (actual.length < first.length + last.length) return false;
    if (!actual.startsWith(first) || !actual.endsWith(last)) return false;
    let from = first.length;
    const end = actual.length - last.length;
    for (const piece of middle) {
      const place = actual.indexOf(piece, from);
      if (place < 0 || place + piece.length > end) return false;
      from = place + piece.length;
    }
    return true;
  };
}
