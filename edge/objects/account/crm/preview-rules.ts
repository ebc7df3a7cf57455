import type {
  RulePreview,
  RulePreviewInput,
  TemplatePreviewInput,
  VariablesInput,
} from '../../../../shared/contract/admin/crm-preview.ts';
import { checkTemplate } from '../../../domain/crm/check-template.ts';
import { explainWrite } from '../../../domain/crm/explain-writes.ts';
import { fillTemplate } from '../../../domain/crm/fill-templates.ts';
import { planWrites } from '../../../domain/crm/plan-writes.ts';
import { resolveRule } from '../../../domain/crm/resolve-rule.ts';
import { FILTER_NAMES } from '../../../domain/crm/template-filters.ts';
import { listVariables, readVariables } from '../../../domain/crm/variables.ts';
import { refuseFaults } from '../refused.ts';
import type { RuleContext } from '../resource-rules.ts';
import { asCrm, readSetup } from './read-setup.ts';

/** What the rules of a CRM would do with a communication of the past, and why. @throws Refused */
export function previewRule(
  { entities, timeZone, now }: RuleContext,
  { integration, communication, existing }: RulePreviewInput,
): RulePreview {
  const crm = asCrm(entities.get('integrations', integration));
  const told = entities.get('communications', communication);
  if (!crm) refuseFaults([unknown('integration', 'names no CRM among the integrations')]);
  if (!told) refuseFaults([unknown('communication', 'names nothing among the communications')]);
  if (!crm || !told) throw new Error('a fault was not refused');
  // What was told long ago waits for nothing any more.
  const at = Math.min(now, told.startedAt);
  const resolution = resolveRule(readSetup(entities, crm, timeZone), told, at);
  const { because } = resolution;
  if (resolution.kind === 'nothing') return { decision: 'nothing', until: null, because, steps: [] };
  if (resolution.kind === 'waits') {
    return { decision: 'waits', until: new Date(resolution.until).toISOString(), because, steps: [] };
  }
  const found = existing.map((one, i) => {
    const age = existing.length - i;
    return { ...one, id: String(i + 1), createdAt: age, changedAt: age, responsible: null };
  });
  const writes = planWrites(resolution.rule, told, found);
  const steps = writes.map((write) => ({ step: write.step, text: explainWrite(write) }));
  return { decision: steps.length > 0 ? 'writes' : 'nothing', until: null, because, steps };
}

/** A template filled in, and what is to be said of it. @throws Refused */
export function previewTemplate(
  { entities, timeZone }: RuleContext,
  { template, kind, communication }: TemplatePreviewInput,
): Record<string, unknown> {
  const told = communication === null ? null : entities.get('communications', communication);
  if (communication !== null && !told) {
    refuseFaults([unknown('communication', 'names nothing among the communications')]);
  }
  const person = told?.responsible ? entities.get('employees', told.responsible) : null;
  const values = told
    ? readVariables(told, { timeZone, responsible: person?.name ?? null })
    : Object.fromEntries(listVariables(kind).map(({ name, sample }) => [name, sample]));
  const { text, absent, fault } = fillTemplate(template, values);
  const { mayWriteNone, alwaysNone } = checkTemplate(template, [told?.kind ?? kind]);
  return { text, fault, wroteNone: absent, mayWriteNone, alwaysNone };
}

/** What templates about a kind can name. */
export function tellVariables({ kind }: VariablesInput): Record<string, unknown> {
  return { variables: listVariables(kind), filters: [...FILTER_NAMES] };
}

function unknown(path: string, message: string) {
  return { path, code: 'unknown_reference', message };
}
