import { describe, expect, test } from 'vitest';
import { parseTemplate, renderTemplate } from '../../../edge/domain/crm/template.ts';
import { MAX_TEXT } from '../../../edge/domain/crm/template-evaluate.ts';

const VALUES = { name: 'Anna', talk_s: 125, tags: ['unique'], self: 'own' };

/** What it came to: `null` for a refusal. Whatever happens, nothing is thrown. */
function outcome(source: string): string | null {
  const parsed = parseTemplate(source);
  if (parsed.kind === 'faulty') return null;
  const rendered = renderTemplate(parsed.template, VALUES);
  return rendered.kind === 'text' ? rendered.text : null;
}

const BASES = ['name', 'talk_s', 'tags', 'nobody', "''", '[]', '1', 'loop', 'true', 'self'];
const INNARDS = [
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__class__',
  '__mro__',
  '__globals__',
  '__init__',
  '__subclasses__',
  '__builtins__',
  'at',
  'map',
];
/** By name, by index, two deep, and as a call: 14 × 10 × 2, and some. */
const PATHS = BASES.flatMap((base) =>
  INNARDS.flatMap((name) => [`{{ ${base}.${name} }}`, `{{ ${base}['${name}']['${name}'] }}`]),
);
const CALLS = BASES.flatMap((base) => [
  `{{ ${base}.constructor.constructor('return globalThis')() }}`,
  `{{ ${base}['constructor']['constructor']('return process')() }}`,
  `{{ ${base}.__class__.__mro__[1].__subclasses__() }}`,
]);
const STATEMENTS = [
  '{{ range(10**9) }}',
  '{% for i in range(10) %}{% endfor %}',
  "{% set x = 'a' %}{{ x }}",
  "{% include 'secrets' %}",
  "{% import 'os' as os %}",
  "{% extends 'base' %}",
  '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}',
  '{% call m() %}{% endcall %}',
  '{% raw %}{{ x }}{% endraw %}',
  '{% filter upper %}x{% endfilter %}',
  '{% block a %}{% endblock %}',
  '{% with a = 1 %}{% endwith %}',
  '{% do x %}',
  '{{ 10 ** 10 }}',
  "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
  '{{ joiner.__init__ }}{{ namespace() }}',
  "{{ ''|attr('__class__') }}",
  "{{ name|map('upper') }}",
  "{{ 'x'|format(1) }}",
  '{{ tags|tojson }}',
  '{{ tags|pprint }}',
  '{{ name|safe }}',
  "{{ {'a': 1} }}",
  '{{ (1, 2) }}',
  '{{ lambda: 1 }}',
  '{{ name = 1 }}',
  '{{ import("x") }}',
  '{{ `x` }}',
  '{{ name; talk_s }}',
];
const HOGS = [
  `{{ ${'('.repeat(500)}1${')'.repeat(500)} }}`,
  `{{ ${'not '.repeat(900)}name }}`,
  `{{ ${'-'.repeat(3000)}1 }}`,
  `{{ ${'['.repeat(1500)} }}`,
  `{{ ${"'x'if name else ".repeat(200)}1 }}`,
  '{% if true %}'.repeat(200) + '{% endif %}'.repeat(200),
  `${"{% for a in 'aaaaaaaaaaaaaaaaaaaaaaaa' %}".repeat(8)}x${'{% endfor %}'.repeat(8)}`,
  `{{ 'a'${"|replace('a','aaaaaaaa')".repeat(60)} }}`,
  `{{ ${Array(300).fill("name|replace('A','AAAAAAAAAA')").join('~').slice(0, 3900)} }}`,
  `{{ 'a'|replace('','b'*99999999) }}`,
  '{{ 9007199254740991 * 9007199254740991 }}',
  `{{ ${'9'.repeat(400)} }}`,
  `{{ 'x'|truncate(99999999999) }}`,
  `{{ 1.5|round(999999) }}`,
  'a'.repeat(5000),
  '{{'.repeat(1900),
  '{#'.repeat(1900),
  `{{ "${'\\'.repeat(1500)} }}`,
];

describe('a hostile template', () => {
  test('has more than three hundred forms here', () => {
    expect(PATHS.length + CALLS.length + STATEMENTS.length + HOGS.length).toBeGreaterThan(300);
  });

  test.each(PATHS)('%s sees nothing but its own values', (source) => {
    expect(outcome(source)).toBe('None');
  });

  test.each([...CALLS, ...STATEMENTS])('%s is refused', (source) => {
    expect(outcome(source)).toBeNull();
  });

  test.each(HOGS)('takes no more than its bounds: %s', (source) => {
    expect((outcome(source) ?? '').length).toBeLessThanOrEqual(MAX_TEXT);
  });

  test('cannot name what values inherit, nor bring a prototype of its own', () => {
    const values = JSON.parse('{"__proto__": "own text", "name": "Anna"}') as Record<string, string>;
    const parsed = parseTemplate('{{ __proto__ }} {{ constructor }} {{ hasOwnProperty }}');
    expect(parsed.kind === 'parsed' && renderTemplate(parsed.template, values)).toMatchObject({
      text: 'own text None None',
    });
  });
});
