import { describe, expect, it } from 'vitest';
import {
  EVERYTHING,
  isUnlimited,
  type Permission,
  permissionsOfRole,
  permissionsOfScopes,
  reachOf,
  rightFor,
} from '../../edge/domain/rights.ts';
import {
  covers,
  findRoleFaults,
  findScopeFaults,
  KINDS_WITH_RIGHTS,
  listRights,
  RIGHTS,
} from '../../edge/domain/rights-table.ts';

const A = 'wdg_000000000000000a';
const B = 'wdg_000000000000000b';
const of = (entity: string, may: string[], items: string[] | null = null): Permission => ({
  entity,
  may,
  items,
});

describe('a right', () => {
  it.each([
    ['list', 'sites:view'],
    ['get', 'sites:view'],
    ['create', 'sites:create'],
    ['update', 'sites:edit'],
    ['delete', 'sites:delete'],
    ['act', 'sites:act'],
  ] as const)('for %s is %s', (verb, right) => {
    expect(rightFor('sites', verb)).toBe(right);
  });

  it.each([
    [['sites:view'], 'sites:view', true],
    [['sites:view'], 'sites:edit', false],
    [['sites:*'], 'sites:delete', true],
    [['sites:*'], 'offices:view', false],
    [['*'], 'campaigns:act', true],
    [['site:*', 'sites', 'sites:', '*:view', ''], 'sites:view', false],
    [[], 'sites:view', false],
  ])('with the scopes %j: %s is %s', (scopes, right, expected) => {
    expect(reachOf([permissionsOfScopes(scopes)], right) === 'all').toBe(expected);
  });

  it('reaches as far as the widest permission of a layer, and as the narrowest layer', () => {
    const some = of('widgets', ['view'], [A, B]);
    expect(reachOf([[some]], 'widgets:view')).toEqual(new Set([A, B]));
    expect(reachOf([[some, of('widgets', ['*'])]], 'widgets:view')).toBe('all');
    expect(reachOf([[some], [of('widgets', ['view'], [B])]], 'widgets:view')).toEqual(new Set([B]));
    expect(reachOf([[some], [EVERYTHING]], 'widgets:view')).toEqual(new Set([A, B]));
    expect(reachOf([[EVERYTHING], []], 'widgets:view')).toEqual(new Set());
    expect(reachOf([], 'widgets:view')).toEqual(new Set());
  });
});

describe('a role', () => {
  const role = {
    fullAccess: false,
    rights: [of('widgets', ['view', 'edit'], [A, B]), of('sites', ['view'])],
  };
  const input = role as Parameters<typeof permissionsOfRole>[0];

  it('is narrowed by its grant to single entities of the kinds that are named', () => {
    const given = permissionsOfRole(input, [{ entity: 'widgets', items: [B] }], KINDS_WITH_RIGHTS);
    expect(given).toEqual([of('widgets', ['view', 'edit'], [B]), of('sites', ['view'])]);
    const elsewhere = permissionsOfRole(input, [{ entity: 'sites', items: [A] }], KINDS_WITH_RIGHTS);
    expect(reachOf([elsewhere], 'sites:view')).toEqual(new Set([A]));
  });

  it('with full access is everything, unless it is narrowed', () => {
    const full = { ...input, fullAccess: true };
    expect(isUnlimited([permissionsOfRole(full, [], KINDS_WITH_RIGHTS)])).toBe(true);
    const narrowed = permissionsOfRole(full, [{ entity: 'widgets', items: [A] }], KINDS_WITH_RIGHTS);
    expect(isUnlimited([narrowed])).toBe(false);
    expect(reachOf([narrowed], 'widgets:delete')).toEqual(new Set([A]));
    expect(reachOf([narrowed], 'campaigns:edit')).toBe('all');
  });
});

describe('what somebody may give', () => {
  const own = [[of('widgets', ['view'], [A]), of('sites', ['view', 'edit'])]];

  it('is what they have', () => {
    expect(covers(own, of('sites', ['edit']))).toBe(true);
    expect(covers(own, of('sites', ['*']))).toBe(false);
    expect(covers(own, of('widgets', ['view'], [A]))).toBe(true);
    expect(covers(own, of('widgets', ['view'], [A, B]))).toBe(false);
    expect(covers(own, of('widgets', ['view']))).toBe(false);
    expect(covers(own, EVERYTHING)).toBe(false);
    expect(covers([[EVERYTHING]], EVERYTHING)).toBe(true);
  });

  it.each([
    ['*', 'beyond_own_rights'],
    ['sites:*', 'beyond_own_rights'],
    ['sites:delete', 'beyond_own_rights'],
    ['castles:view', 'unknown_right'],
    ['sites:fly', 'unknown_right'],
    ['constructor:view', 'unknown_right'],
  ])('is no scope %s', (scope, code) => {
    expect(findScopeFaults(own, ['sites:view', scope])).toMatchObject([{ path: 'scopes.1', code }]);
  });

  it('is a scope for what they may do with single entities: the token reaches no further', () => {
    expect(findScopeFaults(own, ['widgets:view'])).toEqual([]);
  });

  it('is no right of a role that is unknown, beyond their own, or of the kind as a whole for single entities', () => {
    const codes = findRoleFaults(
      [[EVERYTHING]],
      [
        of('sites', ['*']),
        of('*', ['view']),
        of('widgets', ['create'], [A]),
        of('calls', ['view', 'download', 'tag', 'export', 'hide']),
      ],
    ).map(({ path, code }) => [path, code]);
    expect(codes).toEqual([
      ['rights.0', 'unknown_right'],
      ['rights.1', 'unknown_right'],
      ['rights.2.may', 'not_for_items'],
    ]);
    expect(findRoleFaults(own, [of('sites', ['delete'])])).toMatchObject([{ code: 'beyond_own_rights' }]);
  });

  it('is listed by kind and right', () => {
    expect(listRights(own)).toEqual({ widgets: { view: [A] }, sites: { view: 'all', edit: 'all' } });
    expect(Object.keys(listRights([[EVERYTHING]]))).toEqual(KINDS_WITH_RIGHTS);
  });
});

it('has five rights over calls, and the right to buy numbers (S2-82)', () => {
  expect([...(RIGHTS.calls ?? [])].sort()).toEqual(['download', 'export', 'hide', 'tag', 'view']);
  expect(RIGHTS.numbers).toContain('buy');
});

it('has the rights of doors that are no operation of the resource table', () => {
  expect(RIGHTS).toMatchObject({ account: ['edit'], simulator: ['act'] });
  expect([RIGHTS.callbacks, RIGHTS.uploads].every((rights) => rights?.includes('create'))).toBe(true);
});
