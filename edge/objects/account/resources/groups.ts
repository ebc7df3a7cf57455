import type { GroupInput } from '../../../../shared/contract/admin/employee.ts';
import { findUnknownReferences } from '../references.ts';
import { refuse, refuseFaults } from '../refused.ts';
import type { ResourceRules, RuleContext } from '../resource-rules.ts';

export const groupRules: ResourceRules<'groups'> = {
  present: () => (group) => ({ ...group }),
  create: (context, { id, input }) => ({ id, ...checked(context, input) }),
  update: (context, { id }, input) => ({ id, ...checked(context, input) }),
  checkRemoval({ entities }, { id }) {
    const channel = entities.list('channels').find(({ group }) => group === id);
    if (channel) refuse('in_use', `The channel ${channel.id} "${channel.name}" still belongs to it.`);
  },
};

function checked({ entities }: RuleContext, input: GroupInput): GroupInput {
  const members = input.employees.map((id, i) => ({
    path: `employees.${i}`,
    kind: 'employees' as const,
    id,
  }));
  const repeated = input.employees.flatMap((id, i) =>
    input.employees.indexOf(id) === i
      ? []
      : [{ path: `employees.${i}`, code: 'repeated', message: 'is in the group already' }],
  );
  refuseFaults([...findUnknownReferences(entities, members), ...repeated]);
  return input;
}
