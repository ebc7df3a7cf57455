import {
  GrantInputSchema,
  GrantSchema,
  InvitationInputSchema,
  InvitationSchema,
  MemberSchema,
  RoleInputSchema,
  RoleSchema,
  TokenInputSchema,
  TokenSchema,
} from '../../../shared/contract/admin/access.ts';
import type { Resource, ResourceKind } from '../resource-model.ts';
import { ACCESS_EXAMPLES } from './access-examples.ts';
import { PLAIN } from './plain.ts';

/** Who may do what: nobody gives rights that they have not got themselves. */
export const ACCESS_RESOURCES = {
  members: {
    ...PLAIN,
    kind: 'members',
    singular: 'member',
    prefix: 'mem',
    description:
      'People who are attached to the account: its owner, and who accepted an invitation. What they may do their roles say. Everybody may remove themselves; the owner stays.',
    entity: MemberSchema,
    input: null,
    verbs: ['list', 'get', 'delete'],
    filters: ['user', 'email'],
    sorts: ['name', 'email'],
    defaultSort: null,
    example: ACCESS_EXAMPLES.members,
  },
  invitations: {
    ...PLAIN,
    kind: 'invitations',
    singular: 'invitation',
    prefix: 'inv',
    description:
      'Invitations to the account. A letter with a link goes to the address, whoever it belongs to; it is accepted by a registered person whose confirmed address it is, within a week. To delete one is to withdraw it.',
    entity: InvitationSchema,
    input: InvitationInputSchema,
    verbs: ['list', 'get', 'create', 'delete'],
    filters: ['email'],
    sorts: ['createdAt'],
    defaultSort: null,
    example: ACCESS_EXAMPLES.invitations,
  },
  roles: {
    ...PLAIN,
    kind: 'roles',
    singular: 'role',
    prefix: 'rol',
    description:
      'Named sets of rights over the account’s entities, of a kind as a whole or of single ones. `GET /admin/v1/me` lists the rights that there are. One that somebody has cannot be deleted.',
    entity: RoleSchema,
    input: RoleInputSchema,
    filters: ['name'],
    sorts: ['name'],
    defaultSort: null,
    example: ACCESS_EXAMPLES.roles,
  },
  grants: {
    ...PLAIN,
    kind: 'grants',
    singular: 'grant',
    prefix: 'gra',
    description: 'Roles given to members. What is deleted here counts from the next request on.',
    entity: GrantSchema,
    input: GrantInputSchema,
    fixed: ['member', 'role'],
    filters: ['member', 'role'],
    sorts: ['createdAt'],
    defaultSort: null,
    example: ACCESS_EXAMPLES.grants,
  },
  tokens: {
    ...PLAIN,
    kind: 'tokens',
    singular: 'token',
    prefix: 'tok',
    description:
      'API tokens. One may do what its scopes say and the one who made it may still do; it ends with them. Deleted it is refused at once.',
    entity: TokenSchema,
    input: TokenInputSchema,
    verbs: ['list', 'get', 'create', 'delete'],
    filters: ['name'],
    sorts: ['name', 'createdAt'],
    defaultSort: null,
    example: ACCESS_EXAMPLES.tokens,
  },
} satisfies Partial<Record<ResourceKind, Resource>>;
