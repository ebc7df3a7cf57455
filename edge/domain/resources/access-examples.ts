const CREATOR = { kind: 'user', id: 'Wc1Yb0c8m1nSx0o2', name: 'Anna' } as const;
const AT = '2026-11-21T09:00:00.000Z';
const MEMBER = 'mem_0123456789abcdef';
const ROLE = 'rol_0123456789abcdef';
const GRANT = 'gra_0123456789abcdef';
const PICTURE = { color: '#0d6b4f', emoji: '👀' };
const PERSON = { name: 'Boris', email: 'boris@agency.example' };

const role = {
  name: 'Agency',
  picture: PICTURE,
  fullAccess: false,
  rights: [
    { entity: 'calls', may: ['view', 'export'], items: null },
    { entity: 'widgets', may: ['view', 'create'], items: null },
    { entity: 'sites', may: ['view'], items: ['site_0123456789abcdef'] },
  ],
};
const token = { name: 'Reports', scopes: ['calls:view', 'campaigns:*'], expiresAt: null };
const grant = {
  member: MEMBER,
  role: ROLE,
  only: [{ entity: 'widgets', items: ['wdg_0123456789abcdef'] }],
};

/** What the document and the tests show of members, invitations, roles, grants and tokens. */
export const ACCESS_EXAMPLES = {
  members: {
    input: null,
    entity: {
      id: MEMBER,
      user: 'Qk7Lm2x9aB4cD5eF',
      ...PERSON,
      isOwner: false,
      since: AT,
      roles: [{ grant: GRANT, role: ROLE, name: role.name }],
    },
  },
  invitations: {
    input: { email: PERSON.email },
    entity: {
      id: 'inv_0123456789abcdef',
      email: PERSON.email,
      status: 'pending',
      createdAt: AT,
      expiresAt: '2026-11-28T09:00:00.000Z',
      createdBy: CREATOR,
    },
  },
  roles: {
    input: role,
    entity: {
      id: ROLE,
      ...role,
      createdBy: CREATOR,
      grantees: [{ grant: GRANT, member: MEMBER, ...PERSON }],
    },
  },
  grants: { input: grant, entity: { id: GRANT, ...grant, createdAt: AT, createdBy: CREATOR } },
  tokens: {
    input: token,
    entity: {
      id: 'tok_0123456789abcdef',
      ...token,
      createdAt: AT,
      createdBy: CREATOR,
      lastUsedAt: null,
      token: null,
    },
  },
};
