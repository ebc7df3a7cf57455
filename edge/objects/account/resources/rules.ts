import type { z } from 'zod';
import type { Warning } from '../../../../shared/contract/admin/common.ts';
import type {
  RulePreviewInput,
  TemplatePreviewInput,
  VariablesInput,
} from '../../../../shared/contract/admin/crm-preview.ts';
import type { Rule, RuleInput, RuleOrderSchema } from '../../../../shared/contract/admin/rule.ts';
import type { FieldError } from '../../../../shared/error-codes.ts';
import { findOrderFaults } from '../../../domain/campaign-order.ts';
import { faultsOfFields, faultsOfMerged, warningsOfFields } from '../../../domain/crm/check-fields.ts';
import { MAX_RULES } from '../../../domain/limits.ts';
import { previewRule, previewTemplate, tellVariables } from '../crm/preview-rules.ts';
import { asCrm, listRules, type StoredCrm } from '../crm/read-setup.ts';
import { findUnknownReferences } from '../references.ts';
import { refuse, refuseFaults } from '../refused.ts';
import type { ResourceRules, RuleContext } from '../resource-rules.ts';

/** Refining rules of CRMs. Their place in the list is their integration's own. */
export const ruleRules: ResourceRules<'rules'> = {
  present: (context) => (rule) => ({ ...rule, warnings: warningsOf(context, rule) }),

  create: (context, { id, input }) => {
    checked(context, input);
    const listed = listRules(context.entities, input.integration);
    if (listed.length >= MAX_RULES) refuse('conflict', `A CRM has ${MAX_RULES} rules at most.`);
    const last = listed.at(-1);
    return { id, ...input, position: last ? last.position + 1 : 0 };
  },

  update: (context, { id, position }, input) => {
    checked(context, input);
    return { id, ...input, position };
  },

  actOnList: (context, _, input) => reorder(context, input as z.output<typeof RuleOrderSchema>),

  ask: (context, question, input) => {
    if (question === 'preview') return previewRule(context, input as RulePreviewInput);
    if (question === 'template') return previewTemplate(context, input as TemplatePreviewInput);
    return tellVariables(input as VariablesInput);
  },
};

function reorder(
  { entities, now }: RuleContext,
  { integration, order }: z.output<typeof RuleOrderSchema>,
): void {
  const rules = new Map(listRules(entities, integration).map((rule) => [rule.id, rule]));
  refuseFaults(findOrderFaults(rules, order, 'every rule of the integration, once'));
  order.forEach((id, position) => {
    const rule = rules.get(id);
    if (rule && rule.position !== position) entities.save('rules', { ...rule, position }, now);
  });
}

function checked({ entities }: RuleContext, input: RuleInput): void {
  const crm = asCrm(entities.get('integrations', input.integration));
  const message = 'names no CRM among the integrations';
  refuseFaults(
    crm
      ? [...faultsOf(crm, input), ...unknownEmployees(entities, input)]
      : [{ path: 'integration', code: 'unknown_reference', message }],
  );
}

function faultsOf({ provider, crm }: StoredCrm, { sections, fields }: RuleInput): FieldError[] {
  const placed = { vendor: provider, sections, path: 'fields', fields };
  const merged = sections.flatMap((section) =>
    faultsOfMerged({ ...placed, sections: [section] }, crm[section].baseRule, fields),
  );
  const isFirst = ({ path }: FieldError, i: number) => merged.findIndex((other) => other.path === path) === i;
  return [...faultsOfFields(placed), ...merged.filter(isFirst)];
}

function unknownEmployees(entities: RuleContext['entities'], { fields }: RuleInput): FieldError[] {
  const { responsible, notify } = fields;
  const named = (notify ?? []).map((id, i) => ({
    path: `fields.notify.${i}`,
    kind: 'employees' as const,
    id,
  }));
  const references = named.filter(({ id }) => id !== 'responsible');
  if (responsible !== null)
    references.push({ path: 'fields.responsible', kind: 'employees', id: responsible });
  return findUnknownReferences(entities, references);
}

function warningsOf({ entities }: RuleContext, { integration, sections, fields }: Rule): Warning[] {
  const crm = asCrm(entities.get('integrations', integration));
  return crm ? warningsOfFields({ vendor: crm.provider, sections, path: 'fields', fields }) : [];
}
