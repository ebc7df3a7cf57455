import fc from 'fast-check';

/** Would run in a browser if an answer that carries it were read as HTML. */
export const MARKUP = '<script>alert(1)</script><img src=x onerror=alert(1)>';

/** Values that were never meant for any field: wrong types, huge ones, and texts that break what handles them badly. */
export const HOSTILE: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, 0, -1, 1.5, 1e308, -1e308, Number.MAX_SAFE_INTEGER + 2, [], {}, [[]], '', ' '],
    ...[
      '\u0000',
      'a\u0000b',
      '\u202e\u202d\u2066x',
      '\ufeff',
      '\u{1f468}\u200d\u{1f469}',
      '\ud800',
      '\u0301'.repeat(50),
    ],
    ...[
      MARKUP,
      `"><svg/onload=alert(1)>${MARKUP}`,
      "'; DROP TABLE entities; --",
      '%s%n$'.concat('{7*7}{{7*7}}'),
      '../../etc/passwd',
    ],
    ...[
      '__proto__',
      'constructor',
      'toString',
      'null',
      'NaN',
      '１２３',
      '+7٤٩٥١٢٣٤٥٦٧',
      'tel:+74950001010',
      '+7',
    ],
    ...['9'.repeat(400), 'x'.repeat(5_000), 'ж'.repeat(2_000), '😀'.repeat(1_000)],
    Array.from({ length: 300 }, () => 1),
    Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`k${i}`, i])),
    { toString: 1, valueOf: 1, hasOwnProperty: 1 },
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A value with one fault, and where: a dotted path, empty for the value as a whole. */
export interface Broken {
  value: unknown;
  at: string;
}

/** What is put at one place of a value that was fine. `dice` chooses place and fault. */
export function breakOne(value: unknown, dice: readonly number[], hostile: unknown): Broken {
  const [where = 0, how = 0] = dice;
  const places = [...placesOf(value)];
  const place = places[where % places.length] ?? [];
  const at = place.join('.');
  if (how % 4 === 0) return { value: withAt(value, place, undefined), at };
  if (how % 4 === 1) {
    const name = typeof hostile === 'string' && hostile !== '' ? hostile.slice(0, 300) : 'surprise';
    const target = place.length === 0 ? value : at;
    return { value: target === value ? withMember(value, name) : withAt(value, place, { [name]: 1 }), at };
  }
  return { value: withAt(value, place, hostile), at };
}

function* placesOf(value: unknown, path: string[] = []): Generator<string[]> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) yield* placesOf(member, [...path, name]);
}

function withMember(value: unknown, name: string): unknown {
  const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isPlain ? Object.fromEntries([...Object.entries(value), [name, 1]]) : { [name]: 1 };
}

/** A copy with something else at the place; `undefined` takes it out. */
function withAt(value: unknown, [name, ...rest]: readonly string[], put: unknown): unknown {
  if (name === undefined) return put;
  if (Array.isArray(value))
    return value.map((item, i) => (String(i) === name ? withAt(item, rest, put) : item));
  const members = Object.entries(value as object).map(([key, member]) => [
    key,
    key === name ? withAt(member, rest, put) : member,
  ]);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}
