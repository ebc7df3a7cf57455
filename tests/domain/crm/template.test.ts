import { expect, test } from 'vitest';
import { parseTemplate, renderTemplate } from '../../../edge/domain/crm/template.ts';

test.each([
  ['Hello {{ name', { line: 1, column: 7 }],
  ['one\ntwo {{ a + }}', { line: 2, column: 5 }],
  ['{% if a %}\n  {{ b|nope }}\n{% endif %}', { line: 2, column: 3 }],
  ['x\r\ny\r\n {% if a %}', { line: 3, column: 2 }],
  ['{% endif %}', { line: 1, column: 1 }],
  ['{{ a }}{{ 1 < 2 < 3 }}', { line: 1, column: 8 }],
  ['{{ "a" }', { line: 1, column: 1 }],
  ['a\n{# no end', { line: 2, column: 1 }],
  ['{% for a, b in c %}{% endfor %}', { line: 1, column: 1 }],
  ['{% if a %}{% else %}{% elif b %}{% endif %}', { line: 1, column: 21 }],
  ['{{ }}', { line: 1, column: 1 }],
])('%j is refused at its place', (source, place) => {
  expect(parseTemplate(source)).toMatchObject({ kind: 'faulty', ...place });
});

test('what fails while it is filled in says where', () => {
  const parsed = parseTemplate('a\n  {{ nobody + 1 }}');
  expect(parsed.kind === 'parsed' && renderTemplate(parsed.template, {})).toMatchObject({
    kind: 'failed',
    line: 2,
    column: 3,
  });
});

test('says which expressions wrote None, each once, and none that had a default', () => {
  const parsed = parseTemplate('{{ a }} {{ a }} {{ b.c }} {{ a or "x" }} {{ "-" ~ d|default("") }}');
  expect(parsed.kind === 'parsed' && renderTemplate(parsed.template, { d: null })).toEqual({
    kind: 'text',
    text: 'None None None x -',
    absent: ['a', 'b.c'],
  });
});
