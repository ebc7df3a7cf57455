import { describe, expect, it } from 'vitest';
import { implies, takesAllOf } from '../../edge/domain/rule-implication.ts';
import type { Condition } from '../../shared/contract/admin/condition.ts';
import { aCondition, anyOf } from '../support/rules.ts';

type Case = [Partial<Condition>, Partial<Condition>, boolean];

describe('a condition implies another', () => {
  it.each<Case>([
    [{ value: 'Yandex' }, { value: 'yandex' }, true],
    [{ value: 'yandex_direct' }, { value: 'yandex' }, true],
    [{ value: 'yandex' }, { value: 'yandex_direct' }, false],
    [{ op: 'equals', value: 'yandex_direct' }, { value: 'yandex' }, true],
    [{ op: 'equals', value: 'abc' }, { op: 'glob', value: 'a*c' }, true],
    [{ op: 'equals', value: 'b' }, { op: 'one_of', value: ['a', 'b'] }, true],
    [{ op: 'one_of', value: ['ab', 'ac'] }, { op: 'starts', value: 'a' }, true],
    [{ op: 'one_of', value: ['ab', 'bc'] }, { op: 'starts', value: 'a' }, false],
    [{ op: 'starts', value: 'abc' }, { op: 'starts', value: 'ab' }, true],
    [{ op: 'starts', value: 'abc' }, { op: 'contains', value: 'bc' }, true],
    [{ op: 'contains', value: 'abc' }, { op: 'starts', value: 'ab' }, false],
    [{ op: 'ends', value: 'abc' }, { op: 'ends', value: 'bc' }, true],
    [{ op: 'glob', value: 'a*' }, { op: 'exists', value: '' }, true],
    [{ op: 'exists', value: '' }, { value: 'a' }, false],
    [{ value: 'A', matchCase: true }, { value: 'a' }, true],
    [{ value: 'a' }, { value: 'a', matchCase: true }, false],
    [{ type: 'utm_medium', value: 'a' }, { value: 'a' }, false],
    [{ value: 'yandex', not: true }, { value: 'yandex_direct', not: true }, true],
    [{ value: 'yandex_direct', not: true }, { value: 'yandex', not: true }, false],
    [{ value: 'a' }, { value: 'b', not: true }, false],
    [{ type: 'click_id', param: 'gclid', op: 'exists' }, { type: 'click_id', op: 'exists' }, true],
    [{ type: 'click_id', op: 'exists' }, { type: 'click_id', param: 'gclid', op: 'exists' }, false],
  ])('%j → %j: %s', (given, wanted, expected) => {
    expect(implies(aCondition(given), aCondition(wanted))).toBe(expected);
  });
});

describe('a campaign takes all visitors of a later one', () => {
  it('if it has no rules', () => {
    expect(takesAllOf([], [anyOf({})])).toBe(true);
    expect(takesAllOf([], [])).toBe(true);
    expect(takesAllOf([anyOf({})], [])).toBe(false);
  });

  it('if each of its groups follows from a group of the later one', () => {
    const broad = [anyOf({ value: 'yandex' }, { value: 'google' })];
    const exact = [anyOf({ op: 'equals', value: 'yandex' }), anyOf({ type: 'utm_medium', value: 'cpc' })];
    expect(takesAllOf(broad, exact)).toBe(true);
    expect(takesAllOf(exact, broad)).toBe(false);
  });

  it('not if there is too much to compare in passing', () => {
    const many = Array.from({ length: 50 }, () => anyOf({ value: 'a' }, { value: 'b' }, { value: 'c' }));
    expect(takesAllOf(many.slice(0, 20), many)).toBe(true);
    expect(takesAllOf(many, many)).toBe(false);
    expect(takesAllOf([], many)).toBe(true);
  });

  it('not if one condition of a group leads elsewhere', () => {
    const later = [anyOf({ value: 'yandex' }, { value: 'bing' })];
    expect(takesAllOf([anyOf({ value: 'yandex' })], later)).toBe(false);
  });
});
