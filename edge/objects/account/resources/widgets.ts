import type { Warning } from '../../../../shared/contract/admin/common.ts';
import type { FunnelInput } from '../../../../shared/contract/admin/funnel.ts';
import type { Widget, WidgetInput } from '../../../../shared/contract/admin/widget.ts';
import type { FieldError } from '../../../../shared/error-codes.ts';
import { missingForCalls } from '../../../domain/integration-rules.ts';
import { parseIpRange } from '../../../domain/ip-range.ts';
import { contrastWarnings } from '../../../domain/style-warnings.ts';
import { placeholderWarnings } from '../../../domain/text-warnings.ts';
import { answerChanges } from '../answer-changes.ts';
import { checkStyle } from '../check-style.ts';
import type { EntityStore } from '../entity-store.ts';
import { mintedKey } from '../minted-key.ts';
import { findUnknownReferences } from '../references.ts';
import { refuseFaults } from '../refused.ts';
import type { ResourceRules, RuleContext } from '../resource-rules.ts';
import { answerFunnel } from '../statistics/answer-funnel.ts';

export const widgetRules: ResourceRules<'widgets'> = {
  present:
    ({ noted }) =>
    (widget) => ({
      ...widget,
      integration: widget.integration ?? null,
      warnings: [
        ...(widget.offices.length === 0 ? [NO_OFFICE] : []),
        ...placeholderWarnings(widget.texts),
        ...contrastWarnings(widget.style),
        ...noted,
      ],
    }),
  create: (context, { id, key, input }) => ({
    id,
    hash: mintedKey(key),
    ...checked(context.entities, input),
    ...wornStyle(context, input, null),
  }),
  update: (context, before, input) => ({
    id: before.id,
    hash: before.hash,
    ...checked(context.entities, input),
    ...wornStyle(context, input, before),
  }),
  ask: (context, question, input, id) =>
    question === 'changes'
      ? { ...answerChanges(context, id ?? '') }
      : { ...answerFunnel(context, input as FunnelInput) },
};

/** A saved style is worn as it is; a change of `style` that leaves the name of the saved one takes that off. */
function wornStyle(
  { entities, noted }: RuleContext,
  { style: asked, styleId }: WidgetInput,
  before: Widget | null,
): Pick<Widget, 'style' | 'styleId'> {
  const isChanged = before?.styleId === styleId && JSON.stringify(before?.style) !== JSON.stringify(asked);
  const saved = styleId === null || isChanged ? null : entities.get('styles', styleId);
  if (saved) return { style: saved.style, styleId };
  const { style, warnings } = checkStyle(entities, asked);
  noted.push(...warnings);
  return { style, styleId: null };
}

const NO_OFFICE: Warning = {
  code: 'no_office',
  path: 'offices',
  message: 'A widget without an office is not shown: there is nobody to call.',
};

const NO_RANGE = 'must be an address or a range like 203.0.113.0/24';

function checked(entities: EntityStore, input: WidgetInput): WidgetInput {
  const unknown = findUnknownReferences(entities, [
    { path: 'site', kind: 'sites', id: input.site },
    ...(input.schedule === null
      ? []
      : [{ path: 'schedule', kind: 'schedules' as const, id: input.schedule }]),
    ...(input.styleId === null ? [] : [{ path: 'styleId', kind: 'styles' as const, id: input.styleId }]),
    ...input.offices.map((id, i) => ({ path: `offices.${i}`, kind: 'offices' as const, id })),
    ...input.callTrackingSelectors.map(({ office: id }, i) => ({
      path: `callTrackingSelectors.${i}.office`,
      kind: 'offices' as const,
      id,
    })),
  ]);
  const repeated = input.offices.flatMap((id, i) =>
    input.offices.indexOf(id) === i
      ? []
      : [{ path: `offices.${i}`, code: 'repeated', message: 'the office is listed twice' }],
  );
  const notRanges = input.behaviour.blockedAddresses.flatMap((address, i) =>
    parseIpRange(address)
      ? []
      : [{ path: `behaviour.blockedAddresses.${i}`, code: 'invalid', message: NO_RANGE }],
  );
  refuseFaults([...unknown, ...repeated, ...notRanges, ...faultsOfProvider(entities, input)]);
  return input;
}

/** Real telephones are called by an integration that is set up for it. */
function faultsOfProvider(entities: EntityStore, { provider, integration }: WidgetInput): FieldError[] {
  if (provider === 'simulator') return [];
  const fault = (code: string, message: string) => [{ path: 'integration', code, message }];
  if (integration === null) return fault('required', 'says by which integration the calls are made');
  const found = entities.get('integrations', integration);
  if (!found) return fault('unknown_reference', 'names nothing among the integrations');
  if (found.provider !== provider) return fault('mismatch', `is no integration of ${provider}`);
  const missing = missingForCalls(found);
  return missing === null ? [] : fault('incomplete', `cannot make calls yet: it has no ${missing}`);
}
