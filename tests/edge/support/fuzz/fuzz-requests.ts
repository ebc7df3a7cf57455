import fc from 'fast-check';
import { breakOne, HOSTILE, MARKUP } from './hostile-values.ts';
import { type Schema, type Surroundings, valuesOf } from './schema-values.ts';

/** One operation as it is fuzzed. */
export interface FuzzTarget {
  method: string;
  /** With `{name}` for the parameters of the path. */
  path: string;
  /** What the parameters of the path are, where nothing is wrong with them. */
  params: Readonly<Record<string, readonly string[]>>;
  query: readonly { name: string; schema: Schema }[];
  /** `examples` are taken as they stand; what else is valid follows from the schema. */
  body: { type: string; schema: Schema; examples: readonly unknown[] } | null;
  headers: Readonly<Record<string, string>>;
}

export interface FuzzRequest {
  /** What is odd about it, for people. */
  what: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
  /** By another method than that of the target: what it answers is not documented there. */
  isOther: boolean;
}

interface Draw {
  kind: (typeof KINDS)[number];
  valid: unknown;
  hostile: unknown;
  query: Record<string, unknown>;
  dice: number[];
}

const KINDS = ['valid', 'broken', 'text', 'path', 'query', 'header'] as const;
const RAW_PATHS = [
  '%00',
  '%2e%2e%2f%2e%2e',
  '..%5c',
  '%ff%fe',
  ';a=b',
  '%',
  '%e2%80%ae',
  'a'.repeat(3_000),
  encodeURIComponent(MARKUP),
];
const RAW_QUERIES = [
  ...[
    '%',
    '%zz=1',
    '=',
    '&&&',
    'a=1&a=2',
    'limit=1&limit=2',
    '__proto__=1',
    'constructor=1',
    '__proto__[polluted]=1',
  ],
  ...[
    'limit[]=1',
    `${encodeURIComponent(MARKUP)}=1`,
    `sort=${encodeURIComponent(MARKUP)}`,
    `cursor=${'A'.repeat(6_000)}`,
  ],
  ...[
    'cursor=WyJhIiwxLCJiIl0',
    'fields=__proto__,constructor',
    'sort=__proto__',
    'limit=1e3',
    'limit=-1',
    '%00=%00',
  ],
];
const HEADERS: readonly (readonly [string, string])[] = [
  ...['"1"', 'W/"1"', '', '"', '*, "2"', '"'.repeat(3_000)].map((value) => ['if-match', value] as const),
  ...['', 'short', 'x'.repeat(256), 'a b', `<script>${'k'.repeat(9)}`].map(
    (value) => ['idempotency-key', value] as const,
  ),
  ...['text/csv', 'application/x-ndjson', '*/*', 'text/html', ';q=x,,', 'a'.repeat(2_000)].map(
    (value) => ['accept', value] as const,
  ),
  ...['Bearer', 'Bearer x', 'Basic YTpi', `Bearer rl_${'0'.repeat(42)}`, ''].map(
    (value) => ['authorization', value] as const,
  ),
  ...[
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    '',
    'application/json; charset=utf-7',
  ].map((value) => ['content-type', value] as const),
  ...['0', 'x'].map((value) => ['x-http-method-override', value] as const),
  ...['gzip', 'br', 'identity, nonsense'].map((value) => ['content-encoding', value] as const),
];
const METHODS = ['HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** So many requests to the target, always the same ones for one seed. */
export function fuzzRequests(
  target: FuzzTarget,
  around: Surroundings,
  seed: number,
  count: number,
): FuzzRequest[] {
  const valid = target.body ? bodiesOf(target.body, around) : fc.constant(undefined);
  const query = fc.record(
    Object.fromEntries(
      target.query.map(({ name, schema }) => [name, fc.oneof(valuesOf(schema, around), HOSTILE)]),
    ),
    { requiredKeys: [] },
  );
  const weights = target.body ? [5, 7, 4, 2, 2, 2] : [2, 0, 1, 4, 6, 3];
  const kinds = KINDS.flatMap((kind, i) => Array<(typeof KINDS)[number]>(weights[i] ?? 1).fill(kind));
  const draws = fc.record({
    kind: fc.constantFrom(...kinds),
    valid,
    hostile: HOSTILE,
    query,
    dice: fc.array(fc.nat(10_000), { minLength: 6, maxLength: 6 }),
  });
  return fc.sample(draws, { seed, numRuns: count }).map((draw) => requestOf(target, draw));
}

function bodiesOf(
  { schema, examples }: NonNullable<FuzzTarget['body']>,
  around: Surroundings,
): fc.Arbitrary<unknown> {
  const values = valuesOf(schema, around);
  return examples.length > 0 ? fc.oneof(values, fc.constantFrom(...examples)) : values;
}

function requestOf(target: FuzzTarget, draw: Draw): FuzzRequest {
  const { kind, valid, hostile, dice } = draw;
  const [, , a = 0, b = 0, c = 0] = dice;
  const plain: FuzzRequest = {
    what: kind,
    method: target.method,
    path: pathOf(target, b),
    headers: { ...target.headers, ...(target.body && { 'content-type': target.body.type }) },
    body: target.body ? textOf(valid, target.body.type) : null,
    isOther: false,
  };
  switch (kind) {
    case 'valid':
      return plain;
    case 'broken': {
      const broken = breakOne(valid, dice, hostile);
      return { ...plain, what: `broken at "${broken.at}"`, body: textOf(broken.value) };
    }
    case 'text': {
      const [what, body] = TEXTS[a % TEXTS.length]?.(textOf(valid)) ?? ['', ''];
      return { ...plain, what, body: target.method === 'GET' ? null : body };
    }
    case 'path':
      return {
        ...plain,
        what: 'path',
        path: oddPathOf(target, hostile, a, b),
        ...(c % 5 === 0 && oddMethod(c)),
      };
    case 'query': {
      const raw = a % 3 === 0 ? (RAW_QUERIES[b % RAW_QUERIES.length] ?? '') : queryOf(draw.query);
      return { ...plain, what: 'query', path: `${plain.path}?${raw}` };
    }
    case 'header': {
      const [name, value] = HEADERS[a % HEADERS.length] ?? ['accept', '*/*'];
      return { ...plain, what: `header ${name}`, headers: { ...plain.headers, [name]: value } };
    }
    default: {
      const never: never = kind;
      return never;
    }
  }
}

/** Bodies that no value has for its JSON. */
const TEXTS: readonly ((valid: string) => [what: string, body: string])[] = [
  (valid) => ['a key twice', valid.replace(/^\{("[^"]*"):/, '{$1:null,$1:')],
  (valid) => [
    'prototypes',
    valid.replace(
      /^\{/,
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}'.concat(
        valid === '{}' ? '' : ',',
      ),
    ),
  ],
  () => ['only a prototype', '{"__proto__":{"polluted":1,"name":"x"}}'],
  () => ['deep', '['.repeat(10_000) + ']'.repeat(10_000)],
  () => ['deep in a field', `{"name":${'{"a":'.repeat(60)}1${'}'.repeat(60)}}`],
  () => ['empty', ''],
  () => ['spaces', ' \n\t '],
  (valid) => ['cut off', valid.slice(0, -1)],
  (valid) => ['twice', valid + valid],
  (valid) => ['a byte order mark', `\ufeff${valid}`],
  () => ['markup', MARKUP],
  () => ['a form', 'name=x&hosts=y'],
  () => ['not a number', '{"name":NaN}'],
  () => ['a huge number', '{"name":1e999999,"sessionS":1e999999}'],
  () => ['a large text', JSON.stringify({ name: 'x'.repeat(20_000) })],
  () => [
    'many fields',
    JSON.stringify(Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`f${i}`, i]))),
  ],
  () => ['a list', '[1,2,3]'],
  () => ['null', 'null'],
];

function pathOf(target: FuzzTarget, dice: number): string {
  return target.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const known = target.params[name] ?? [];
    return known[dice % known.length] ?? 'none';
  });
}

function oddPathOf(target: FuzzTarget, hostile: unknown, a: number, b: number): string {
  const text = typeof hostile === 'string' ? hostile : (JSON.stringify(hostile) ?? 'undefined');
  const odd = a % 2 === 0 ? (RAW_PATHS[b % RAW_PATHS.length] ?? '') : encode(text.slice(0, 1_000));
  const names = Object.keys(target.params);
  const place = names[a % Math.max(1, names.length)];
  if (place === undefined) return `${target.path}/${odd}`;
  return pathOf({ ...target, path: target.path.replace(`{${place}}`, odd || 'empty') }, b);
}

function oddMethod(dice: number): Partial<FuzzRequest> {
  return { method: METHODS[dice % METHODS.length] ?? 'HEAD', body: null, isOther: true };
}

function queryOf(query: Record<string, unknown>): string {
  return Object.entries(query)
    .map(
      ([name, value]) =>
        `${name}=${encode(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))}`,
    )
    .join('&');
}

function encode(text: string): string {
  return encodeURIComponent(
    text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'),
  );
}

function textOf(value: unknown, type = 'application/json'): string {
  if (type === 'application/octet-stream') return String(value);
  return JSON.stringify(value) ?? '';
}
