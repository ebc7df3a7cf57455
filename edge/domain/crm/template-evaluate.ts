import type { Expression } from './template-expression.ts';
import { applyFilter } from './template-filters.ts';
import {
  ABSENT,
  charactersOf,
  Decimal,
  EvaluationFault,
  isSame,
  isTrue,
  itemsOf,
  numberOf,
  textOf,
  type Value,
} from './template-values.ts';

/** What one rendering may use. Every node is a step, and a long text is a step for every 64 characters. */
export const MAX_STEPS = 10_000;
/** Characters of whatever comes about on the way, and of the result. */
export const MAX_TEXT = 16_384;

/** Where names are looked up, and what has been used so far. */
export interface Evaluation {
  scope: ReadonlyMap<string, Value>;
  budget: { steps: number };
}

/** @throws EvaluationFault for what cannot be done, or takes too long */
export function evaluate(expression: Expression, at: Evaluation): Value {
  spend(at, 1);
  const value = compute(expression, at);
  if (typeof value === 'string') {
    if (value.length > MAX_TEXT) throw new EvaluationFault('the text becomes too long');
    spend(at, value.length >> 6);
  } else if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new EvaluationFault('the number becomes too large');
  }
  return value;
}

/** @throws EvaluationFault once too many steps were taken */
export function spend({ budget }: Evaluation, steps: number): void {
  budget.steps += steps;
  if (budget.steps > MAX_STEPS) throw new EvaluationFault('this takes too many steps');
}

function compute(expression: Expression, at: Evaluation): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'name':
      return at.scope.get(expression.name) ?? ABSENT;
    case 'list':
      return expression.items.map((item) => evaluate(item, at));
    case 'member':
      return memberOf(evaluate(expression.of, at), evaluate(expression.key, at));
    case 'slice':
      return sliceOf(expression, at);
    case 'not':
      return !isTrue(evaluate(expression.of, at));
    case 'sign':
      return signed(evaluate(expression.of, at), expression.sign);
    case 'binary':
      return combine(expression, at);
    case 'choice':
      if (isTrue(evaluate(expression.test, at))) return evaluate(expression.yes, at);
      return expression.no === null ? '' : evaluate(expression.no, at);
    case 'filter': {
      const { name, args, named } = expression;
      return applyFilter(name, evaluate(expression.of, at), (own, position) => {
        const given = args[position] ?? named.get(own);
        return given && evaluate(given, at);
      });
    }
    case 'test':
      return passes(expression.name, evaluate(expression.of, at)) !== expression.negate;
    default: {
      const never: never = expression;
      throw new Error(`no expression: ${JSON.stringify(never)}`);
    }
  }
}

function memberOf(value: Value, key: Value): Value {
  if (value instanceof Map) return (typeof key === 'string' ? value.get(key) : undefined) ?? ABSENT;
  const list = typeof value === 'string' ? charactersOf(value) : value;
  if (!Array.isArray(list) || typeof key !== 'number') return ABSENT;
  return list.at(key) ?? ABSENT;
}

function sliceOf({ of, start, stop }: Expression & { kind: 'slice' }, at: Evaluation): Value {
  const value = evaluate(of, at);
  const [from, to] = [start, stop].map((bound) => {
    const own = bound && evaluate(bound, at);
    if (own === null) return undefined;
    if (typeof own !== 'number') throw new EvaluationFault('a slice goes from number to number');
    return own;
  });
  if (typeof value === 'string') return charactersOf(value).slice(from, to).join('');
  if (Array.isArray(value)) return value.slice(from, to);
  if (value === ABSENT) return ABSENT;
  throw new EvaluationFault('this cannot be sliced');
}

function signed(value: Value, sign: 1 | -1): Value {
  const n = numberOf(value);
  if (n === null) throw new EvaluationFault('this is no number');
  return value instanceof Decimal ? new Decimal(sign * n) : sign * n || 0;
}

function passes(test: string, value: Value): boolean {
  switch (test) {
    case 'defined':
      return value !== ABSENT;
    case 'undefined':
      return value === ABSENT;
    case 'none':
      return value === null;
    case 'string':
      return typeof value === 'string';
    default:
      return numberOf(value) !== null;
  }
}

function combine({ op, left, right }: Expression & { kind: 'binary' }, at: Evaluation): Value {
  const a = evaluate(left, at);
  if (op === 'and') return isTrue(a) ? evaluate(right, at) : a;
  if (op === 'or') return isTrue(a) ? a : evaluate(right, at);
  const b = evaluate(right, at);
  switch (op) {
    case '~':
      return textOf(a) + textOf(b);
    case '==':
      return isSame(a, b);
    case '!=':
      return !isSame(a, b);
    case 'in':
      return isIn(a, b);
    case 'not in':
      return !isIn(a, b);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return isOrdered(op, a, b);
    default:
      return reckon(op, a, b);
  }
}

function isIn(value: Value, whole: Value): boolean {
  if (typeof whole !== 'string') return itemsOf(whole).some((item) => isSame(item, value));
  if (typeof value !== 'string') throw new EvaluationFault('only a text can be in a text');
  return whole.includes(value);
}

function isOrdered(op: string, a: Value, b: Value): boolean {
  const [x, y] = typeof a === 'string' && typeof b === 'string' ? [a, b] : [numberOf(a), numberOf(b)];
  if (x === null || y === null) throw new EvaluationFault('these cannot be compared');
  if (op === '<') return x < y;
  if (op === '<=') return x <= y;
  return op === '>' ? x > y : x >= y;
}

function reckon(op: string, a: Value, b: Value): Value {
  if (op === '+' && typeof a === 'string' && typeof b === 'string') return a + b;
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x === null || y === null)
    throw new EvaluationFault('only numbers can be reckoned with; texts are joined by ~');
  if (y === 0 && ['/', '//', '%'].includes(op)) throw new EvaluationFault('nothing can be divided by zero');
  const isWhole = !(a instanceof Decimal) && !(b instanceof Decimal) && op !== '/';
  const result = sum(op, x, y);
  return isWhole ? result || 0 : new Decimal(result);
}

function sum(op: string, x: number, y: number): number {
  switch (op) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return x / y;
    case '//':
      return Math.floor(x / y);
    default:
      return x - y * Math.floor(x / y);
  }
}
