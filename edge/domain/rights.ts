import type { GrantInput, RoleInput } from '../../shared/contract/admin/access.ts';
import type { ResourceKind } from './resource-model.ts';

/** What one may do with a resource: scopes of a token and rights of a role are made of these. */
const RIGHT_BY_VERB = {
  list: 'view',
  get: 'view',
  create: 'create',
  update: 'edit',
  delete: 'delete',
  act: 'act',
  ask: 'view',
  show: 'view',
  import: 'create',
} as const;

/** The right that a request needs, for instance `campaigns:edit`. */
export function rightFor(kind: ResourceKind | 'account', verb: keyof typeof RIGHT_BY_VERB): string {
  return `${kind}:${RIGHT_BY_VERB[verb]}`;
}

/** What may be done with entities of one kind; `*` stands for every kind, and for everything. */
export interface Permission {
  entity: string;
  may: readonly string[];
  /** Null: with all of them. */
  items: readonly string[] | null;
}

/**
 * What somebody may do: what every layer allows. A person has one; a token has that of its scopes and those of the one
 * who made it, so that it never may more than they do now.
 */
export type Rights = readonly (readonly Permission[])[];

export const EVERYTHING: Permission = { entity: '*', may: ['*'], items: null };

/** On which entities a right holds; an empty set is none. */
export type Reach = 'all' | ReadonlySet<string>;

/** `right` is like `campaigns:edit`. */
export function reachOf(rights: Rights, right: string): Reach {
  const [entity = '', may = ''] = right.split(':');
  let reach: Reach = rights.length > 0 ? 'all' : new Set();
  for (const layer of rights) {
    const own = reachOfLayer(layer, entity, may);
    if (own === 'all') continue;
    const before: Reach = reach;
    reach = before === 'all' ? own : new Set([...own].filter((id) => before.has(id)));
  }
  return reach;
}

/** True if nothing is kept from them, in this version and in later ones. */
export function isUnlimited(rights: Rights): boolean {
  const holds = ({ entity, may, items }: Permission) => entity === '*' && may.includes('*') && items === null;
  return rights.length > 0 && rights.every((layer) => layer.some(holds));
}

/** What the scopes of a token allow: `campaigns:view`, `campaigns:*`, `*`. */
export function permissionsOfScopes(scopes: readonly string[]): Permission[] {
  return scopes.flatMap((scope) => {
    if (scope === '*') return [EVERYTHING];
    const [entity = '', may = '', ...rest] = scope.split(':');
    const isReadable = entity !== '' && entity !== '*' && may !== '' && rest.length === 0;
    return isReadable ? [{ entity, may: [may], items: null }] : [];
  });
}

/** What a role allows, narrowed to single entities of the kinds in `only`. `kinds` are all that there are. */
export function permissionsOfRole(
  { fullAccess, rights }: Pick<RoleInput, 'fullAccess' | 'rights'>,
  only: GrantInput['only'],
  kinds: readonly string[],
): Permission[] {
  if (fullAccess && only.length === 0) return [EVERYTHING];
  const whole: readonly Permission[] = fullAccess
    ? kinds.map((entity) => ({ entity, may: ['*'], items: null }))
    : rights;
  return whole.map(({ entity, may, items }) => {
    const narrow = only.filter((one) => one.entity === entity).flatMap((one) => one.items);
    const isNarrowed = only.some((one) => one.entity === entity);
    if (!isNarrowed) return { entity, may, items };
    return { entity, may, items: items === null ? narrow : items.filter((id) => narrow.includes(id)) };
  });
}

function reachOfLayer(layer: readonly Permission[], entity: string, may: string): Reach {
  const own = layer.filter(
    (one) =>
      (one.entity === entity || one.entity === '*') && (one.may.includes(may) || one.may.includes('*')),
  );
  if (own.some(({ items }) => items === null)) return 'all';
  return new Set(own.flatMap(({ items }) => items ?? []));
}
