import type { CommunicationKind } from './communication.ts';
import { parseTemplate, renderTemplate, type TemplateError, type TemplateValues } from './template.ts';
import { listVariables } from './variables.ts';

/** Of one look at a template: there are some eighty, and settings may have many templates. */
const STEPS = 500;

/** What is to be said of a template when it is saved. */
export interface TemplateCheck {
  fault: TemplateError | null;
  /** Expressions that write `None` for a communication that lacks something (S3-17). */
  mayWriteNone: string[];
  /** Expressions that write it for every one: no such variable. */
  alwaysNone: string[];
}

/**
 * Fills a template in for communications that have everything, and for such as lack one thing, or have one thing alone,
 * of what not every communication of the kinds has.
 */
export function checkTemplate(source: string, kinds: readonly CommunicationKind[]): TemplateCheck {
  const parsed = parseTemplate(source);
  if (parsed.kind === 'faulty') {
    const { line, column, message } = parsed;
    return { fault: { line, column, message }, mayWriteNone: [], alwaysNone: [] };
  }
  const absentOf = (values: TemplateValues): string[] => {
    const rendered = renderTemplate(parsed.template, values, STEPS);
    return rendered.kind === 'text' ? rendered.absent : [];
  };
  const always = new Set<string>();
  const maybe = new Set<string>();
  for (const kind of kinds) {
    const variables = listVariables(kind);
    const full = Object.fromEntries(variables.map(({ name, sample }) => [name, sample]));
    for (const expression of absentOf(full)) always.add(expression);
    const optional = variables.filter(({ mayBeAbsent, name }) => mayBeAbsent && source.includes(name));
    const nothing = { ...full, ...Object.fromEntries(optional.map(({ name }) => [name, null])) };
    const cases = optional.flatMap(({ name, sample }) => [
      { ...full, [name]: null },
      { ...nothing, [name]: sample },
    ]);
    for (const values of [nothing, ...cases]) {
      for (const expression of absentOf(values)) maybe.add(expression);
    }
  }
  const mayWriteNone = [...maybe].filter((expression) => !always.has(expression));
  return { fault: null, mayWriteNone, alwaysNone: [...always] };
}
