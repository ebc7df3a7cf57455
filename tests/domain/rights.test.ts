import { describe, expect, it } from 'vitest';
import { hasRight, rightFor } from '../../edge/domain/rights.ts';

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
    expect(hasRight(scopes, right)).toBe(expected);
  });
});
