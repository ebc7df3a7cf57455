import type { Creator, OwnAccess } from '../../../../shared/contract/admin/access.ts';
import {
  EVERYTHING,
  type Permission,
  permissionsOfRole,
  permissionsOfScopes,
  type Rights,
} from '../../../domain/rights.ts';
import { KINDS_WITH_RIGHTS, listRights } from '../../../domain/rights-table.ts';
import type { Person } from '../../../rpc/common.ts';
import { EntityStore } from '../entity-store.ts';
import { TokenStore } from '../token-store.ts';
import type { StoredMember, StoredToken } from './access-bodies.ts';
import { MemberStore } from './member-store.ts';

/** By what a request comes in: an API token, or a person who is signed in. */
export interface Credential {
  /** Names it among all; requests are counted, and answers remembered, by it. */
  hash: string;
  name: string;
  scopes: string[];
  expiresAt: number | null;
  rights: Rights;
  /** As what makes or changes something. */
  creator: Creator;
  /** The member that the person is; null for a token. */
  member: string | null;
}

/** What the token with this hash may do now; null for none. `now` is epoch ms. */
export function credentialOfToken(sql: SqlStorage, hash: string, now: number): Credential | null {
  const token = new TokenStore(sql).use(hash, now);
  const rights = token && rightsOfToken(sql, token, now);
  if (!token || !rights) return null;
  const { id, name, scopes, expiresAt } = token;
  return { hash, name, scopes, expiresAt, rights, creator: { kind: 'token', id, name }, member: null };
}

/** What a person may do here; null for a stranger. */
export function credentialOfPerson(sql: SqlStorage, { id, name }: Person): Credential | null {
  const member = new MemberStore(sql).find(id);
  if (!member) return null;
  return {
    hash: `user:${id}`,
    name,
    scopes: member.isOwner ? ['*'] : [],
    expiresAt: null,
    rights: [permissionsOfMember(sql, member)],
    creator: { kind: 'user', id, name },
    member: member.id,
  };
}

/** What whoever asks is and may do here. */
export function describeAccess(sql: SqlStorage, { member, rights }: Credential): OwnAccess {
  const entities = new EntityStore(sql);
  const held = new Set(member === null ? [] : new MemberStore(sql).grantsOf(member).map(({ role }) => role));
  const roles = [...held].flatMap((id) => {
    const role = entities.get('roles', id);
    return role ? [{ id, name: role.name, picture: role.picture }] : [];
  });
  return { roles, rights: listRights(rights) };
}

/** A token reaches as far as its scopes and as those who made it do now; null if one of them is gone. */
function rightsOfToken(sql: SqlStorage, token: StoredToken, now: number): Rights | null {
  const entities = new EntityStore(sql);
  const layers: Permission[][] = [];
  for (let one: StoredToken | null = token; one; ) {
    if (one.expiresAt !== null && one.expiresAt <= now) return null;
    layers.push(permissionsOfScopes(one.scopes));
    const { createdBy }: StoredToken = one;
    if (!createdBy) return layers;
    if (createdBy.kind === 'user') {
      const member = new MemberStore(sql).find(createdBy.id);
      return member && [...layers, permissionsOfMember(sql, member)];
    }
    one = entities.get('tokens', createdBy.id);
  }
  return null;
}

function permissionsOfMember(sql: SqlStorage, { id, isOwner }: StoredMember): Permission[] {
  if (isOwner) return [EVERYTHING];
  const entities = new EntityStore(sql);
  return new MemberStore(sql).grantsOf(id).flatMap(({ role, only }) => {
    const found = entities.get('roles', role);
    return found ? permissionsOfRole(found, only, KINDS_WITH_RIGHTS) : [];
  });
}
