import { oweMembership } from '../members/owe-membership.ts';
import { refuse } from '../refused.ts';
import type { ResourceRules } from '../resource-rules.ts';

/** Members come about by invitations that were accepted. */
export const memberRules: ResourceRules<'members'> = {
  present:
    ({ entities, access }) =>
    (member) => ({
      ...member,
      since: new Date(member.since).toISOString(),
      roles: access.members.grantsOf(member.id).map(({ id: grant, role }) => ({
        grant,
        role,
        name: entities.get('roles', role)?.name ?? '',
      })),
    }),

  checkRemoval: (_, { isOwner }) => {
    if (isOwner) refuse('conflict', 'The owner of an account cannot be removed.');
  },

  forget: ({ account, access, owe, now }, member) => {
    access.members.forget(member);
    oweMembership(owe, { user: member.user, account, name: access.name, isMember: false }, now);
  },
};
