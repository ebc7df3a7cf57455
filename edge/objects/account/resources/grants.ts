import type { GrantInput } from '../../../../shared/contract/admin/access.ts';
import { findResource } from '../../../domain/resources.ts';
import { permissionsOfRole } from '../../../domain/rights.ts';
import { covers, KINDS_WITH_RIGHTS } from '../../../domain/rights-table.ts';
import { findUnknownReferences } from '../references.ts';
import { refuse, refuseFaults } from '../refused.ts';
import type { ResourceRules, RuleContext } from '../resource-rules.ts';

export const grantRules: ResourceRules<'grants'> = {
  present: () => (grant) => ({ ...grant, createdAt: new Date(grant.createdAt).toISOString() }),

  create: (context, { id, input }) => {
    const { entities, access, now } = context;
    // Both are told apart from an id that is wrong: they are what has to be made first (S2-77).
    if (!entities.list('members').some(({ isOwner }) => !isOwner)) {
      refuse('no_member', 'Invite somebody first: a role is given to an attached member.');
    }
    if (entities.list('roles').length === 0) refuse('no_role', 'Make a role first: there is none to give.');
    const grant = { id, ...checked(context, input), createdAt: now, createdBy: access.credential.creator };
    if (entities.list('grants').some(({ member, role }) => member === grant.member && role === grant.role)) {
      refuse('conflict', 'The member has this role already: change the grant that is there.');
    }
    return grant;
  },

  update: (context, before, input) => ({ ...before, ...checked(context, input) }),
};

function checked({ entities, access }: RuleContext, input: GrantInput): GrantInput {
  const items = input.only.flatMap(({ entity, items }, i) => {
    const kind = findResource(entity)?.kind;
    return kind ? items.map((id, j) => ({ path: `only.${i}.items.${j}`, kind, id })) : [];
  });
  const unknownKinds = input.only.flatMap(({ entity }, i) =>
    findResource(entity)
      ? []
      : [{ path: `only.${i}.entity`, code: 'unknown_right', message: 'names no kind of entity' }],
  );
  refuseFaults([
    ...findUnknownReferences(entities, [
      { path: 'member', kind: 'members', id: input.member },
      { path: 'role', kind: 'roles', id: input.role },
      ...items,
    ]),
    ...unknownKinds,
  ]);
  if (entities.get('members', input.member)?.isOwner) {
    const message = 'is the owner, who may do everything';
    refuseFaults([{ path: 'member', code: 'owner', message }]);
  }
  const role = entities.get('roles', input.role);
  const given = role ? permissionsOfRole(role, input.only, KINDS_WITH_RIGHTS) : [];
  if (!given.every((permission) => covers(access.credential.rights, permission))) {
    refuse('forbidden', 'The role allows more than you may do yourself.');
  }
  return input;
}
