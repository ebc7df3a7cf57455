import type { Communication } from './communication.ts';
import type { Because } from './crm-setup.ts';
import { readFieldValue } from './field-values.ts';
import { fillTemplate } from './fill-templates.ts';
import type { MergedRule } from './merge-rules.ts';
import type { CrmEntityKind } from './port.ts';
import { type Names, readVariables } from './variables.ts';

/** The texts of a rule, filled in. */
export interface FilledTexts {
  comment: string | null;
  source: string | null;
  refinedSource: string | null;
  /** What an entity is called; those that are not named have the usual title. */
  titles: Partial<Record<CrmEntityKind, string>>;
  usualTitle: string;
  fields: readonly { entity: CrmEntityKind; field: string; value: string }[];
}

/** What an entity is called that no template names. */
export const USUAL_TITLE =
  '{{ communication_type|capitalize }} {{ visitor_name or visitor_phone or visitor_email or communication_id }}';

/** Fills in all templates of a rule; what fails is left out, and `because` says so. */
export function fillTexts(
  rule: Pick<MergedRule, 'comment' | 'source' | 'refinedSource' | 'titles' | 'fields'>,
  communication: Communication,
  names: Names,
): { texts: FilledTexts; because: Because[] } {
  const values = readVariables(communication, names);
  const because: Because[] = [];
  const fill = (what: string, template: string | null): string | null => {
    const { text, absent, fault } = fillTemplate(template, values);
    if (fault) {
      const place = `line ${fault.line}, column ${fault.column}`;
      because.push({ code: 'template_failed', text: `${what} is left out: ${fault.message} (${place}).` });
    } else if (absent.length > 0) {
      because.push({ code: 'wrote_none', text: `${what} has “None” for ${absent.join(', ')}.` });
    }
    return text;
  };
  const titles: FilledTexts['titles'] = {};
  for (const { entity, template } of rule.titles) {
    const title = fill(`The name of the ${entity}`, template);
    if (title !== null) titles[entity] = title;
  }
  const fields = rule.fields.flatMap(({ entity, field, type, value }) => {
    const text = fill(`The field ${field}`, value);
    if (text === null) return [];
    const read = readFieldValue(type, text);
    if (read === null) {
      because.push({
        code: 'field_left_out',
        text: `The field ${field} is left out: “${text}” is no ${type}.`,
      });
      return [];
    }
    return [{ entity, field, value: read }];
  });
  const texts = {
    comment: fill('The comment', rule.comment),
    source: fill('The source', rule.source),
    refinedSource: fill('The refined source', rule.refinedSource),
    titles,
    usualTitle: fill('The usual name', USUAL_TITLE) ?? communication.id,
    fields,
  };
  return { texts, because };
}
