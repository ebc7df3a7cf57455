import type { Warning } from '../../../../shared/contract/admin/common.ts';
import type { WidgetInput } from '../../../../shared/contract/admin/widget.ts';
import type { EntityStore } from '../entity-store.ts';
import { mintedKey } from '../minted-key.ts';
import { findUnknownReferences } from '../references.ts';
import { refuseFaults } from '../refused.ts';
import type { ResourceRules } from '../resource-rules.ts';

export const widgetRules: ResourceRules<'widgets'> = {
  present: () => (widget) => ({ ...widget, warnings: widget.offices.length === 0 ? [NO_OFFICE] : [] }),
  create: ({ entities }, { id, key, input }) => ({ id, hash: mintedKey(key), ...checked(entities, input) }),
  update: ({ entities }, { id, hash }, input) => ({ id, hash, ...checked(entities, input) }),
};

const NO_OFFICE: Warning = {
  code: 'no_office',
  path: 'offices',
  message: 'A widget without an office is not shown: there is nobody to call.',
};

function checked(entities: EntityStore, input: WidgetInput): WidgetInput {
  const unknown = findUnknownReferences(entities, [
    { path: 'site', kind: 'sites', id: input.site },
    ...(input.schedule === null
      ? []
      : [{ path: 'schedule', kind: 'schedules' as const, id: input.schedule }]),
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
  refuseFaults([...unknown, ...repeated]);
  return input;
}
