import type { StyleCheck } from '../../../../shared/contract/admin/style.ts';
import { contrastWarnings } from '../../../domain/style-warnings.ts';
import { checkStyle } from '../check-style.ts';
import { findUnknownReferences, refuseIfNamed } from '../references.ts';
import { refuseFaults } from '../refused.ts';
import type { ResourceRules, RuleContext } from '../resource-rules.ts';

export const styleRules: ResourceRules<'styles'> = {
  present:
    ({ noted }) =>
    ({ createdAt, ...style }) => ({
      ...style,
      createdAt: new Date(createdAt).toISOString(),
      warnings: [...contrastWarnings(style.style), ...noted],
    }),

  create: (context, { id, input }) => {
    const { name, style, basedOn } = input;
    const origin = basedOn === null ? [] : [{ path: 'basedOn', kind: 'styles' as const, id: basedOn }];
    refuseFaults(findUnknownReferences(context.entities, origin));
    const madeBy = { account: context.account, token: context.token };
    return { id, name, style: checked(context, style), basedOn, madeBy, createdAt: context.now };
  },

  // All who wear it wear the new one (S1-82).
  update: (context, before, input) => {
    const style = checked(context, input.style);
    const { entities, now } = context;
    for (const widget of entities.list('widgets').filter(({ styleId }) => styleId === before.id))
      entities.save('widgets', { ...widget, style }, now);
    return { ...before, name: input.name, style, basedOn: input.basedOn };
  },

  checkRemoval: ({ entities }, { id }) =>
    refuseIfNamed(entities, { campaign: () => false, widget: ({ styleId }) => styleId === id }),

  ask: ({ entities }, _question, input) => {
    const { style, warnings } = checkStyle(entities, (input as StyleCheck).style);
    return { style, warnings: [...contrastWarnings(style), ...warnings] };
  },
};

function checked({ entities, noted }: RuleContext, asked: Parameters<typeof checkStyle>[1]) {
  const { style, warnings } = checkStyle(entities, asked);
  noted.push(...warnings);
  return style;
}
