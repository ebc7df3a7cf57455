import type { ResourceKind } from './resource-model.ts';

/** What one may do with a resource: scopes of a token are made of these. */
const RIGHT_BY_VERB = {
  list: 'view',
  get: 'view',
  create: 'create',
  update: 'edit',
  delete: 'delete',
  act: 'act',
  ask: 'view',
  show: 'view',
} as const;

/** The right that a request needs, for instance `campaigns:edit`. */
export function rightFor(kind: ResourceKind | 'account', verb: keyof typeof RIGHT_BY_VERB): string {
  return `${kind}:${RIGHT_BY_VERB[verb]}`;
}

/** True if one of `scopes` gives `right`: itself, `campaigns:*` for all rights of a resource, `*` for everything. */
export function hasRight(scopes: readonly string[], right: string): boolean {
  const kind = right.split(':')[0];
  return scopes.some((scope) => scope === right || scope === `${kind}:*` || scope === '*');
}
