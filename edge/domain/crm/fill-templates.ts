import { parseTemplate, renderTemplate, type TemplateError, type TemplateValues } from './template.ts';

/** What a template came to. A text that failed is null and says why; `absent` wrote `None`. */
export interface Filled {
  text: string | null;
  absent: string[];
  fault: TemplateError | null;
}

/** Fills in one template; an empty or missing one is null. Texts lose the white space around them. */
export function fillTemplate(source: string | null, values: TemplateValues): Filled {
  if (source === null) return { text: null, absent: [], fault: null };
  const parsed = parseTemplate(source);
  if (parsed.kind === 'faulty') return { text: null, absent: [], fault: faultOf(parsed) };
  const rendered = renderTemplate(parsed.template, values);
  if (rendered.kind === 'failed') return { text: null, absent: [], fault: faultOf(rendered) };
  return { text: rendered.text.trim() || null, absent: rendered.absent, fault: null };
}

function faultOf({ line, column, message }: TemplateError): TemplateError {
  return { line, column, message };
}
