import type { Warning } from '../../../shared/contract/admin/common.ts';
import type { CrmEntity, CrmRuleFields } from '../../../shared/contract/admin/crm-fields.ts';
import type { CrmSectionName, CrmVendor } from '../../../shared/contract/admin/crm-settings.ts';
import type { FieldError } from '../../../shared/error-codes.ts';
import { checkTemplate } from './check-template.ts';
import type { CommunicationKind } from './communication.ts';
import { mergeRules } from './merge-rules.ts';

/** What can be made in each CRM. */
export const ENTITIES_OF: Record<CrmVendor, readonly CrmEntity[]> = {
  bitrix24: ['lead', 'deal', 'contact', 'company', 'activity'],
  autocrm: ['inquiry', 'service_inquiry', 'worksheet', 'client'],
};

/** What each section is about. */
export const KINDS_OF: Record<CrmSectionName, readonly CommunicationKind[]> = {
  calls: ['call', 'callback'],
  chats: ['chat'],
  requests: ['request'],
};

/** A rule as it stands in the settings or in the list: whose it is, and where. */
export interface PlacedFields {
  vendor: CrmVendor;
  sections: readonly CrmSectionName[];
  path: string;
  fields: CrmRuleFields;
}

/** What is wrong with the fields of a rule by themselves. */
export function faultsOfFields({ vendor, path, fields }: PlacedFields): FieldError[] {
  const faults = templatesOf(fields).flatMap(([at, source]): FieldError[] => {
    const { fault } = checkTemplate(source, []);
    const message = fault && `${fault.message} (line ${fault.line}, column ${fault.column})`;
    return message ? [{ path: `${path}.${at}`, code: 'invalid_format', message }] : [];
  });
  for (const [at, entity] of entitiesOf(fields)) {
    if (ENTITIES_OF[vendor].includes(entity)) continue;
    const message = `must be one of: ${ENTITIES_OF[vendor].join(', ')}`;
    faults.push({ path: `${path}.${at}`, code: 'invalid_value', message });
  }
  if (vendor === 'autocrm' && fields.chatAt === 'start') {
    faults.push({
      path: `${path}.chatAt`,
      code: 'not_here',
      message: 'AutoCRM is told of a chat when it has ended',
    });
  }
  return faults;
}

/**
 * What is wrong with a rule once it is merged: a first contact of chats or requests that makes neither a lead nor a
 * deal (S4-27), and a comment priority where repeated contacts make more than an activity (S4-29). Told at the field
 * of `changed` that is to blame; of a rule that stands by itself that is the rule.
 */
export function faultsOfMerged(
  { vendor, sections, path }: Omit<PlacedFields, 'fields'>,
  base: CrmRuleFields,
  refining: CrmRuleFields | null,
): FieldError[] {
  if (vendor !== 'bitrix24') return [];
  const { act, first, repeated, commentPriority } = mergeRules(vendor, base, refining);
  const changed = refining ?? base;
  const faults: FieldError[] = [];
  const isWritten = sections.some((section) => section !== 'calls');
  if (act === 'write' && isWritten && !first.includes('lead') && !first.includes('deal')) {
    const message = 'must have a lead or a deal: chats and requests are attached to one of them';
    faults.push({ path: `${path}.first`, code: 'required', message });
  }
  if (commentPriority !== null && repeated?.some((entity) => entity !== 'activity')) {
    const at = changed.commentPriority !== null ? 'commentPriority' : 'repeated';
    const message = 'a comment priority needs repeated contacts that make an activity or nothing';
    faults.push({ path: `${path}.${at}`, code: 'not_here', message });
  }
  return faults;
}

/** What AutoCRM refuses to make a kind of entity without. */
const NEEDED: Partial<Record<CrmEntity, readonly string[]>> = {
  inquiry: ['salon', 'requestType'],
  worksheet: ['salon', 'brand', 'model'],
};

/** A base rule of AutoCRM that lacks what its entities cannot be made without. */
export function warningsOfNeeds({ vendor, path, fields }: Omit<PlacedFields, 'sections'>): Warning[] {
  if (vendor !== 'autocrm') return [];
  const { first, source, vendor: own } = mergeRules(vendor, fields, null);
  const needed = [...new Set(first.flatMap((entity) => NEEDED[entity] ?? []))];
  const missing = needed.filter((name) => !own[name]).map((name) => `vendor.${name}`);
  if (source === null && first.includes('inquiry')) missing.push('source');
  const message = `AutoCRM refuses entities without ${missing.join(', ')}, unless a refining rule has them.`;
  return missing.length > 0 ? [{ code: 'incomplete', path, message }] : [];
}

/** Templates that would write `None`, for some communications or for all. */
export function warningsOfFields({ sections, path, fields }: PlacedFields): Warning[] {
  const kinds = sections.flatMap((section) => KINDS_OF[section]);
  return templatesOf(fields).flatMap(([at, source]): Warning[] => {
    const { mayWriteNone, alwaysNone } = checkTemplate(source, kinds);
    const told: Warning[] = [];
    if (alwaysNone.length > 0) {
      const message = `There is no ${alwaysNone.join(', ')}: “None” is written for it.`;
      told.push({ code: 'unknown_variable', path: `${path}.${at}`, message });
    }
    if (mayWriteNone.length > 0) {
      const message = `“None” is written where there is no ${mayWriteNone.join(', ')}. A text after “or” stands in for it.`;
      told.push({ code: 'writes_none', path: `${path}.${at}`, message });
    }
    return told;
  });
}

/** Every template of a rule with its path. */
export function templatesOf(fields: CrmRuleFields): [path: string, template: string][] {
  const single = (['comment', 'source', 'refinedSource'] as const).flatMap((name): [string, string][] => {
    const template = fields[name];
    return template === null ? [] : [[name, template]];
  });
  const titles = (fields.titles ?? []).map(({ template }, i): [string, string] => [
    `titles.${i}.template`,
    template,
  ]);
  const mapped = (fields.fields ?? []).map(({ value }, i): [string, string] => [`fields.${i}.value`, value]);
  return [...single, ...titles, ...mapped];
}

function entitiesOf({
  first,
  repeated,
  heldBackBy,
  titles,
  fields,
}: CrmRuleFields): [path: string, entity: CrmEntity][] {
  const kinds = (name: string, list: readonly CrmEntity[] | null) =>
    (list ?? []).map((entity, i): [string, CrmEntity] => [`${name}.${i}`, entity]);
  const rows = (name: string, list: readonly { entity: CrmEntity }[] | null) =>
    (list ?? []).map(({ entity }, i): [string, CrmEntity] => [`${name}.${i}.entity`, entity]);
  return [
    ...kinds('first', first),
    ...kinds('repeated', repeated),
    ...rows('heldBackBy', heldBackBy),
    ...rows('titles', titles),
    ...rows('fields', fields),
  ];
}
