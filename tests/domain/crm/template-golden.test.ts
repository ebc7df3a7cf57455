import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseTemplate, renderTemplate, type TemplateValues } from '../../../edge/domain/crm/template.ts';

/**
 * What Python's Jinja2 3.1 writes, with an undefined value that writes `None`; null where it raises. Templates are
 * those of the part that is allowed here.
 */
const golden = JSON.parse(readFileSync(new URL('./jinja-golden.json', import.meta.url), 'utf8')) as {
  contexts: TemplateValues[];
  cases: [template: string, context: number, expected: string | null][];
};
const { cases } = golden;

function render(source: string, values: TemplateValues): string | null {
  const parsed = parseTemplate(source);
  if (parsed.kind === 'faulty') return null;
  const rendered = renderTemplate(parsed.template, values);
  return rendered.kind === 'text' ? rendered.text : null;
}

describe('templates write what Jinja writes', () => {
  test('in five hundred cases at least', () => {
    expect(cases.length).toBeGreaterThanOrEqual(500);
  });

  test.each(cases)('%j with context %i', (template, context, expected) => {
    expect(render(template, golden.contexts[context] ?? {})).toBe(expected);
  });
});
