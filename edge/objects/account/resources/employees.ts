import type { EmployeeInput } from '../../../../shared/contract/admin/employee.ts';
import { findUnknownReferences } from '../references.ts';
import { refuse, refuseFaults } from '../refused.ts';
import type { ResourceRules, RuleContext } from '../resource-rules.ts';

export const employeeRules: ResourceRules<'employees'> = {
  present: () => (employee) => ({ ...employee }),
  create: (context, { id, input }) => ({ id, ...checked(context, input) }),
  update: (context, { id }, input) => ({ id, ...checked(context, input) }),
  checkRemoval({ entities }, { id }) {
    const group = entities.list('groups').find(({ employees }) => employees.includes(id));
    if (group) refuse('in_use', `The group ${group.id} "${group.name}" still has them.`);
    const channel = entities.list('channels').find(({ employee }) => employee === id);
    if (channel) refuse('in_use', `The channel ${channel.id} "${channel.name}" is still theirs.`);
  },
};

function checked({ entities }: RuleContext, input: EmployeeInput): EmployeeInput {
  const { schedule, crmUsers } = input;
  const named = crmUsers.map(({ integration }, i) => ({
    path: `crmUsers.${i}.integration`,
    kind: 'integrations' as const,
    id: integration,
  }));
  const hours = schedule === null ? [] : [{ path: 'schedule', kind: 'schedules' as const, id: schedule }];
  const repeated = crmUsers.flatMap(({ integration }, i) =>
    crmUsers.findIndex((other) => other.integration === integration) === i
      ? []
      : [{ path: `crmUsers.${i}.integration`, code: 'repeated', message: 'they are one user in one CRM' }],
  );
  refuseFaults([...findUnknownReferences(entities, [...hours, ...named]), ...repeated]);
  return input;
}
