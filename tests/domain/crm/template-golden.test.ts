import { describe, expect, test } from 'vitest';
import { parseTemplate, renderTemplate, type TemplateValues } from '../../../edge/domain/crm/template.ts';
import golden from './jinja-golden.json' with { type: 'json' };

/**
 * What Python's Jinja2 3.1 writes, with an undefined value that writes `None`; null where it raises. Templates are
 * those of the part that is allowed here.
 */
const cases = golden.cases as [template: string, context: number, expected: string | null][];

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
    // Python tells a float of whole value from an integer; JSON does not, and no context has one.
    expect(render(template, golden.contexts[context] as TemplateValues)).toBe(expected);
  });
});
