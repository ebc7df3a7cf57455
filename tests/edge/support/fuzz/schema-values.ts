import fc from 'fast-check';

export type Schema = Record<string, unknown>;

/** What a schema of the document stands among: where its references lead, and ids that there are, by their prefix. */
export interface Surroundings {
  schemas: Readonly<Record<string, Schema>>;
  ids: Readonly<Record<string, readonly string[]>>;
}

const ID_PATTERN = /^\^([a-z]+)_\[/;
const NO_CONTROLS = '^[^\\u0000-\\u001f';
const NAMES = [
  'Beresta',
  'Ночь',
  '夜',
  'a',
  'x'.repeat(100),
  '  spaced  ',
  '👀 eyes',
  '=1+1',
  'a\u202eb',
  'O’Neil',
];
const FORMATS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'date-time': fc
    .integer({ min: 1_700_000_000, max: 1_900_000_000 })
    .map((s) => new Date(s * 1000).toISOString()),
  date: fc
    .integer({ min: 19_000, max: 22_000 })
    .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
  binary: fc.constantFrom(
    'ID3\u0003',
    'RIFF\u0024\u0000\u0000\u0000WAVEfmt ',
    'GIF89a',
    '<svg onload=alert(1)>',
    '',
  ),
  email: fc.nat(1_000_000).map((n) => `fuzz-${n}@people.test`),
  uri: fc.constantFrom(
    'https://granted.example/',
    'https://hooks.example/in?a=b',
    'https://xn--e1afmkfd.example/%20',
  ),
};

/** Values that the schema takes, as far as a schema can say it; what only the code knows may still refuse them. */
export function valuesOf(schema: Schema, around: Surroundings): fc.Arbitrary<unknown> {
  const { $ref, const: only, enum: several, anyOf, oneOf, type } = schema;
  if (typeof $ref === 'string') return valuesOf(around.schemas[$ref.split('/').at(-1) ?? ''] ?? {}, around);
  if ('const' in schema) return fc.constant(only);
  if (Array.isArray(several)) return fc.constantFrom(...(several as unknown[]));
  const branches = (anyOf ?? oneOf) as Schema[] | undefined;
  if (branches) return fc.oneof(...branches.map((branch) => valuesOf(branch, around)));
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => valuesOf({ ...schema, type: one }, around)));
  switch (type) {
    case 'string':
      return stringsOf(schema, around);
    case 'integer':
    case 'number':
      return numbersOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return arraysOf(schema, around);
    case 'object':
      return objectsOf(schema, around);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

const byPattern = new Map<string, fc.Arbitrary<string>>();

function stringsOf(schema: Schema, { ids }: Surroundings): fc.Arbitrary<string> {
  const { format, pattern } = schema;
  const { minLength = 0, maxLength = 40 } = schema as { minLength?: number; maxLength?: number };
  const made = FORMATS[String(format)];
  if (made) return made;
  if (typeof pattern === 'string' && !pattern.startsWith(NO_CONTROLS)) {
    const known = ids[ID_PATTERN.exec(pattern)?.[1] ?? ''] ?? [];
    const arbitrary = byPattern.get(pattern) ?? fc.stringMatching(new RegExp(pattern));
    byPattern.set(pattern, arbitrary);
    return known.length > 0
      ? fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...known) }, arbitrary)
      : arbitrary;
  }
  const length = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) };
  const plain = fc.string({ ...length, unit: fc.constantFrom(...'abcdefghij 0123456789.-_') });
  const names = NAMES.filter((name) => name.length >= minLength && name.length <= maxLength);
  return names.length > 0 ? fc.oneof(plain, fc.constantFrom(...names)) : plain;
}

function numbersOf({ type, minimum = -1_000, maximum = 1_000_000 }: Schema): fc.Arbitrary<number> {
  const [min, max] = [Math.max(Number(minimum), -1e9), Math.min(Number(maximum), 1e9)];
  if (type === 'number') return fc.double({ min, max, noNaN: true });
  return fc.oneof(fc.integer({ min: Math.ceil(min), max: Math.floor(max) }), fc.constantFrom(min, max));
}

function arraysOf(
  { items = {}, minItems = 0, maxItems = 3 }: Schema,
  around: Surroundings,
): fc.Arbitrary<unknown[]> {
  const minLength = Number(minItems);
  return fc.array(valuesOf(items as Schema, around), {
    minLength,
    maxLength: Math.max(minLength, Math.min(Number(maxItems), 3)),
  });
}

function objectsOf(schema: Schema, around: Surroundings): fc.Arbitrary<Record<string, unknown>> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  const members = Object.entries(properties as Record<string, Schema>);
  if (members.length === 0 && typeof additionalProperties === 'object' && additionalProperties !== null) {
    const keys = valuesOf(
      (propertyNames ?? { type: 'string', minLength: 1 }) as Schema,
      around,
    ) as fc.Arbitrary<string>;
    return fc.dictionary(keys, valuesOf(additionalProperties as Schema, around), { maxKeys: 2 });
  }
  const record = Object.fromEntries(members.map(([name, member]) => [name, valuesOf(member, around)]));
  return fc.record(record, { requiredKeys: required as string[] });
}
