import {
  ABSENT,
  charactersOf,
  Decimal,
  EvaluationFault,
  isTrue,
  itemsOf,
  numberOf,
  textOf,
  type Value,
} from './template-values.ts';

/** What follows a filter in brackets, by position or by name. */
export type Arguments = (name: string, position: number) => Value | undefined;

const FILTERS = new Map<string, (value: Value, arg: Arguments) => Value>([
  ['default', orDefault],
  ['d', orDefault],
  ['upper', (value) => textOf(value).toUpperCase()],
  ['lower', (value) => textOf(value).toLowerCase()],
  ['capitalize', (value) => capitalize(textOf(value))],
  [
    'title',
    (value) =>
      textOf(value)
        .split(/([-\s({[<]+)/)
        .map(capitalize)
        .join(''),
  ],
  ['trim', (value) => textOf(value).trim()],
  ['string', (value) => textOf(value)],
  ['replace', replace],
  ['truncate', truncate],
  ['length', (value) => itemsOf(value).length],
  ['count', (value) => itemsOf(value).length],
  ['first', (value) => itemsOf(value)[0] ?? ABSENT],
  ['last', (value) => itemsOf(value).at(-1) ?? ABSENT],
  [
    'join',
    (value, arg) =>
      itemsOf(value)
        .map(textOf)
        .join(textOf(arg('d', 0) ?? '')),
  ],
  ['int', toInteger],
  ['abs', (value) => withNumber(value, Math.abs)],
  ['round', round],
]);

export const FILTER_NAMES: readonly string[] = [...FILTERS.keys()];

/** @throws EvaluationFault */
export function applyFilter(name: string, value: Value, arg: Arguments): Value {
  const filter = FILTERS.get(name);
  if (!filter) throw new EvaluationFault(`there is no filter "${name}"`);
  return filter(value, arg);
}

function orDefault(value: Value, arg: Arguments): Value {
  const isMissing = value === ABSENT || (isTrue(arg('boolean', 1) ?? false) && !isTrue(value));
  return isMissing ? (arg('default_value', 0) ?? '') : value;
}

function capitalize(text: string): string {
  const [first = '', ...rest] = charactersOf(text);
  return first.toUpperCase() + rest.join('').toLowerCase();
}

function replace(value: Value, arg: Arguments): Value {
  const old = arg('old', 0);
  const by = arg('new', 1);
  if (old === undefined || by === undefined) throw new EvaluationFault('replace needs two texts');
  const count = arg('count', 2);
  if (count === undefined || count === null) return textOf(value).split(textOf(old)).join(textOf(by));
  const parts = textOf(value).split(textOf(old));
  const times = Math.max(0, numberOf(count) ?? 0);
  const head = parts.slice(0, times + 1).join(textOf(by));
  return [head, ...parts.slice(times + 1)].join(textOf(old));
}

function truncate(value: Value, arg: Arguments): Value {
  const text = charactersOf(textOf(value));
  const length = numberOf(arg('length', 0) ?? 255) ?? 255;
  const end = textOf(arg('end', 2) ?? '...');
  const leeway = numberOf(arg('leeway', 3) ?? 5) ?? 5;
  const room = length - charactersOf(end).length;
  if (room < 0 || leeway < 0) throw new EvaluationFault('truncate needs more room than its ending takes');
  if (text.length <= length + leeway) return text.join('');
  const kept = text.slice(0, room).join('');
  if (isTrue(arg('killwords', 1) ?? false)) return kept + end;
  const space = kept.lastIndexOf(' ');
  return (space < 0 ? kept : kept.slice(0, space)) + end;
}

function toInteger(value: Value, arg: Arguments): Value {
  if (value === ABSENT) throw new EvaluationFault('what is not there is no number');
  const known = numberOf(value);
  if (known !== null) return Math.trunc(known);
  const text = typeof value === 'string' ? value.trim() : '';
  const isNumber = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(text);
  return isNumber ? Math.trunc(Number(text)) : (arg('default', 0) ?? 0);
}

function withNumber(value: Value, change: (n: number) => number): Value {
  const n = numberOf(value);
  if (n === null) throw new EvaluationFault('this is no number');
  return value instanceof Decimal ? new Decimal(change(n)) : change(n);
}

/** A half goes to the even side, as in Python; what only looks like a half does not. */
function round(value: Value, arg: Arguments): Value {
  const n = numberOf(value);
  const digits = numberOf(arg('precision', 0) ?? 0) ?? 0;
  const method = arg('method', 1) ?? 'common';
  if (n === null) throw new EvaluationFault('this is no number');
  if (digits < 0 || digits > 6) throw new EvaluationFault('round takes 0 to 6 digits');
  const scale = 10 ** digits;
  if (method === 'ceil') return new Decimal(Math.ceil(n * scale) / scale);
  if (method === 'floor') return new Decimal(Math.floor(n * scale) / scale);
  if (method !== 'common') throw new EvaluationFault('round knows common, ceil and floor');
  const exact = Math.abs(n).toFixed(digits + 60);
  const tail = exact.slice(exact.indexOf('.') + 1 + digits);
  const isHalf = /^50*$/.test(tail);
  const below = Math.floor(Math.abs(n) * scale);
  const size = isHalf ? (below + (below % 2)) / scale : Number(Math.abs(n).toFixed(digits));
  const rounded = n < 0 ? -size : size;
  // Python rounds a whole number to a whole one.
  return value instanceof Decimal ? new Decimal(rounded) : rounded;
}
