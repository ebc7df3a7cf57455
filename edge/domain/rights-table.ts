import type { RightsByEntity } from '../../shared/contract/admin/access.ts';
import type { FieldError } from '../../shared/error-codes.ts';
import { RESOURCE_KINDS } from './resource-model.ts';
import { RESOURCES } from './resources.ts';
import {
  isUnlimited,
  type Permission,
  permissionsOfScopes,
  type Reach,
  type Rights,
  reachOf,
} from './rights.ts';

/** Rights that no operation of the resource table needs. */
const FURTHER: Readonly<Record<string, readonly string[]>> = {
  /** What recordings need, of whatever call; and a list as CSV or NDJSON (S2-82). `tag` and `hide` are in the table. */
  calls: ['download', 'export'],
  numbers: ['buy'],
  /** By routes of their own: `POST /v1/callbacks` and `/v1/leads` of a customer's server, and a file. */
  callbacks: ['create'],
  leads: ['create'],
  uploads: ['create'],
};
/** What one may do with a kind as a whole and never with a single entity. */
const OF_THE_WHOLE = ['create', 'buy'];

/** Every right that there is, by kind; a new resource brings its own. */
export const RIGHTS: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ['account', ['edit']],
  ['simulator', ['act']],
  ...RESOURCE_KINDS.map((kind) => [kind, [...rightsOf(kind), ...(FURTHER[kind] ?? [])]] as const),
]);

/** Kinds whose rights can be given. */
export const KINDS_WITH_RIGHTS = Object.keys(RIGHTS);

/** The right that reading a whole list needs besides viewing it; null for most. */
export function exportRightOf(kind: string): string | null {
  return RIGHTS[kind]?.includes('export') ? `${kind}:export` : null;
}

/** Whether whoever has `rights` may give all of `permission` to somebody else. */
export function covers(rights: Rights, { entity, may, items }: Permission): boolean {
  if (isUnlimited(rights)) return true;
  if (entity === '*') return false;
  const wanted = may.includes('*') ? (RIGHTS[entity] ?? []) : may;
  return wanted.every((right) => includes(reachOf(rights, `${entity}:${right}`), items));
}

/**
 * Scopes that a token of whoever has `rights` cannot have: there are no such, or they have not got them themselves. A
 * right on single entities is enough, because the token never reaches further than they do.
 */
export function findScopeFaults(rights: Rights, scopes: readonly string[]): FieldError[] {
  return scopes.flatMap((scope, i) => {
    const path = `scopes.${i}`;
    const [permission] = permissionsOfScopes([scope]);
    if (!permission || !isKnown(permission)) return [unknownRight(path)];
    const { entity, may } = permission;
    const wanted = may.includes('*') ? (RIGHTS[entity] ?? []) : may;
    const has =
      isUnlimited(rights) || (entity !== '*' && wanted.every((right) => touches(rights, entity, right)));
    return has ? [] : [beyond(path)];
  });
}

/** Rights of a role that there are not, or that whoever has `rights` cannot give. */
export function findRoleFaults(rights: Rights, wanted: readonly Permission[]): FieldError[] {
  return wanted.flatMap((permission, i) => {
    const path = `rights.${i}`;
    const { may, items } = permission;
    if (permission.entity === '*' || may.includes('*') || !isKnown(permission)) return [unknownRight(path)];
    if (items !== null && may.some((right) => OF_THE_WHOLE.includes(right))) {
      return [{ path: `${path}.may`, code: 'not_for_items', message: 'cannot be given for single entities' }];
    }
    return covers(rights, permission) ? [] : [beyond(path)];
  });
}

/** What somebody may do, for people and pages to read. */
export function listRights(rights: Rights): RightsByEntity {
  const kinds = KINDS_WITH_RIGHTS.map((entity) => {
    const own = (RIGHTS[entity] ?? []).flatMap((right) => {
      const reach = reachOf(rights, `${entity}:${right}`);
      return reach !== 'all' && reach.size === 0
        ? []
        : [[right, reach === 'all' ? reach : [...reach]] as const];
    });
    return [entity, Object.fromEntries(own)] as const;
  });
  return Object.fromEntries(kinds.filter(([, own]) => Object.keys(own).length > 0));
}

function rightsOf(kind: (typeof RESOURCE_KINDS)[number]): string[] {
  const { verbs, actions, listActions, createRight, editRight = 'edit' } = RESOURCES[kind];
  const names = { create: 'create', update: editRight, delete: 'delete' } as const;
  const written = verbs.flatMap((verb) =>
    verb === 'list' || verb === 'get' || (verb === 'create' && createRight) ? [] : [names[verb]],
  );
  const acts = [...actions.map(({ right = 'act' }) => right), ...listActions.map(() => 'act')];
  return ['view', ...written, ...new Set(acts)];
}

function isKnown({ entity, may }: Permission): boolean {
  if (entity === '*') return true;
  const known = Object.hasOwn(RIGHTS, entity) ? (RIGHTS[entity] ?? []) : [];
  return known.length > 0 && may.every((right) => right === '*' || known.includes(right));
}

function includes(reach: Reach, items: readonly string[] | null): boolean {
  if (reach === 'all') return true;
  return items?.every((id) => reach.has(id)) ?? false;
}

function touches(rights: Rights, entity: string, right: string): boolean {
  const reach = reachOf(rights, `${entity}:${right}`);
  return reach === 'all' || reach.size > 0;
}

function unknownRight(path: string): FieldError {
  return { path, code: 'unknown_right', message: 'names no right that there is' };
}

function beyond(path: string): FieldError {
  return { path, code: 'beyond_own_rights', message: 'is more than you may do yourself' };
}
