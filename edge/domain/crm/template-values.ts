/** What is not there. It is written as `None`, as the customer's document says, and is false, empty and equal to itself. */
export const ABSENT = Symbol('absent');

/** A number that Python would call a float: it is written with its point. */
export class Decimal {
  readonly n: number;

  constructor(n: number) {
    this.n = n;
  }
}

/** What an expression can come to. Records are maps, so that a name never meets a prototype. */
export type Value =
  | string
  | number
  | boolean
  | null
  | Decimal
  | typeof ABSENT
  | readonly Value[]
  | ReadonlyMap<string, Value>;

/** Something that an expression cannot do; the place is added by who evaluates it. */
export class EvaluationFault extends Error {}

export function isTrue(value: Value): boolean {
  if (value === ABSENT || value === null) return false;
  if (value instanceof Decimal) return value.n !== 0;
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  return Boolean(value);
}

/** As Python compares: 1, 1.0 and true are the same; things of different kinds are not. */
export function isSame(a: Value, b: Value): boolean {
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x !== null || y !== null) return x === y;
  if (Array.isArray(a) && Array.isArray(b)) {
    const list: readonly Value[] = b;
    return a.length === list.length && a.every((item: Value, i) => isSame(item, list[i] ?? null));
  }
  return a === b;
}

/** The number that a value is in sums, or null for what is none. */
export function numberOf(value: Value): number | null {
  if (value instanceof Decimal) return value.n;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' ? value : null;
}

/** As Python writes it. */
export function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === ABSENT || value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (value instanceof Decimal) return decimalText(value.n);
  if (Array.isArray(value)) return `[${value.map(quoted).join(', ')}]`;
  return `{${[...(value as ReadonlyMap<string, Value>)].map(([key, own]) => `${quoted(key)}: ${quoted(own)}`).join(', ')}}`;
}

/** Characters as people count them, not units of UTF-16. */
export function charactersOf(text: string): string[] {
  return Array.from(text);
}

/** The items that a loop or a filter goes over. */
export function itemsOf(value: Value): readonly Value[] {
  if (value === ABSENT) return [];
  if (typeof value === 'string') return charactersOf(value);
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value.keys()];
  throw new EvaluationFault('this has no items');
}

function decimalText(n: number): string {
  const size = Math.abs(n);
  if (n !== 0 && (size >= 1e16 || size < 1e-4)) {
    const [digits, exponent = ''] = n.toExponential().split('e');
    return `${digits}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`;
  }
  return Number.isInteger(n) ? `${Object.is(n, -0) ? '-0' : n}.0` : String(n);
}

function quoted(value: Value): string {
  if (typeof value !== 'string') return textOf(value);
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const body = value
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(quote, `\\${quote}`);
  return quote + body + quote;
}
