import { describe, expect, it } from 'vitest';
import type { PageRule } from '../../shared/contract/admin/page-rule.ts';
import { type PageFacts, passesPageRules } from '../../shared/page-rules.ts';

const FACTS: PageFacts = {
  page: 'https://shop.example/%D0%BA%D1%83%D1%85%D0%BD%D0%B8/oak?utm_source=ya',
  path: '/%D0%BA%D1%83%D1%85%D0%BD%D0%B8/oak',
  title: 'Oak kitchens: 100% wood',
  referrer: '',
  landing: 'https://shop.example/?utm_source=ya',
};

const rule = (over: Partial<PageRule>): PageRule => ({
  effect: 'allow',
  source: 'page',
  op: 'contains',
  not: false,
  value: 'oak',
  ...over,
});
const passes = (...rules: Partial<PageRule>[]) => passesPageRules(rules.map(rule), FACTS);

describe('page rules', () => {
  it.each<[string, Partial<PageRule>, boolean]>([
    ['the address contains it', { value: 'OAK' }, true],
    ['the address contains something else', { value: 'pine' }, false],
    ['the address is given as people read it', { value: 'кухни' }, true],
    ['the address is given as browsers send it', { value: '%D0%BA%D1%83%D1%85%D0%BD%D0%B8' }, true],
    ['the path is it', { source: 'path', op: 'equals', value: '/кухни/oak' }, true],
    ['the path is only a part of it', { source: 'path', op: 'equals', value: '/кухни' }, false],
    ['the path begins so', { source: 'path', op: 'starts', value: '/кухни/' }, true],
    ['the path ends so', { source: 'path', op: 'ends', value: '/oak' }, true],
    ['the query is no part of the path', { source: 'path', value: 'utm_source' }, false],
    ['the title has a sign of its own', { source: 'title', op: 'ends', value: '100% wood' }, true],
    ['there is no referrer', { source: 'referrer', value: 'google' }, false],
    [
      'there is no referrer, and it must not be one',
      { source: 'referrer', value: 'google', not: true },
      true,
    ],
    ['the visit began there', { source: 'landing', value: 'utm_source=ya' }, true],
    ['it is negated', { value: 'oak', not: true }, false],
  ])('an allow rule: %s', (_name, one, expected) => {
    expect(passes(one)).toBe(expected);
    expect(passes({ ...one, effect: 'deny' })).toBe(!expected);
  });

  it('allow everything where there are none', () => {
    expect(passesPageRules([], FACTS)).toBe(true);
  });

  it('need one of several allow rules', () => {
    expect(passes({ value: 'pine' }, { value: 'oak' })).toBe(true);
    expect(passes({ value: 'pine' }, { value: 'ash' })).toBe(false);
  });

  it('let a deny rule win, wherever it stands', () => {
    expect(passes({ value: 'oak' }, { effect: 'deny', source: 'title', value: 'wood' })).toBe(false);
    expect(passes({ effect: 'deny', source: 'title', value: 'wood' }, { value: 'oak' })).toBe(false);
  });

  it('allow the rest where there are deny rules alone', () => {
    expect(passes({ effect: 'deny', value: 'pine' })).toBe(true);
  });
});
