import type { RoleInput } from '../../../../shared/contract/admin/access.ts';
import { findResource } from '../../../domain/resources.ts';
import { isUnlimited } from '../../../domain/rights.ts';
import { findRoleFaults } from '../../../domain/rights-table.ts';
import { findUnknownReferences } from '../references.ts';
import { refuse, refuseFaults } from '../refused.ts';
import type { ResourceRules, RuleContext } from '../resource-rules.ts';

export const roleRules: ResourceRules<'roles'> = {
  present: ({ entities }) => {
    const members = new Map(entities.list('members').map((member) => [member.id, member]));
    const grants = entities.list('grants');
    return (role) => ({
      ...role,
      grantees: grants.flatMap(({ id: grant, member, role: id }) => {
        const found = id === role.id ? members.get(member) : undefined;
        return found ? [{ grant, member, name: found.name, email: found.email }] : [];
      }),
    });
  },

  create: (context, { id, input }) => ({
    id,
    ...checked(context, input),
    createdBy: context.access.credential.creator,
  }),

  update: (context, { id, createdBy }, input) => ({ id, ...checked(context, input), createdBy }),

  checkRemoval: ({ entities }, { id }) => {
    const holders = entities.list('grants').filter(({ role }) => role === id);
    if (holders.length > 0)
      refuse('in_use', `The role is given by ${holders.length} grants: withdraw them first.`);
  },
};

/** Nobody gives what they have not got: it would come back to them by the next grant. */
function checked({ access, entities }: RuleContext, input: RoleInput): RoleInput {
  const { rights } = access.credential;
  const beyond = input.fullAccess && !isUnlimited(rights);
  const named = input.rights.flatMap(({ entity, items }, i) => {
    const kind = findResource(entity)?.kind;
    if (items === null) return [];
    return items.map((id, j) => ({ path: `rights.${i}.items.${j}`, kind, id }));
  });
  refuseFaults([
    ...(beyond
      ? [{ path: 'fullAccess', code: 'beyond_own_rights', message: 'is more than you may do yourself' }]
      : []),
    ...findRoleFaults(rights, input.rights),
    ...findUnknownReferences(
      entities,
      named.flatMap(({ kind, ...reference }) => (kind ? [{ ...reference, kind }] : [])),
    ),
  ]);
  return input;
}
