import { describe, expect, it } from 'vitest';
import { compileRules } from '../../edge/domain/compile-rules.ts';
import { holds } from '../../edge/domain/rule-operators.ts';
import type { EdgeCampaign } from '../../edge/domain/site-model.ts';
import type { Visit } from '../../edge/domain/visit-attributes.ts';
import type { ConditionOperator } from '../../shared/contract/admin/condition.ts';
import { aCampaign, aCondition, anyOf, aVisit } from '../support/rules.ts';

const winner = (campaigns: EdgeCampaign[], visit: Visit, timeZone = 'UTC') =>
  compileRules(campaigns, timeZone)(visit)?.id ?? null;

const OPERATORS: [ConditionOperator, string | string[], string, boolean][] = [
  ['contains', 'yandex', 'Yandex_Direct', true],
  ['contains', 'yandex', 'google', false],
  ['equals', 'cpc', 'CPC', true],
  ['equals', 'cpc', 'cpc ', false],
  ['starts', 'new_', 'new_cars', true],
  ['starts', 'cars', 'new_cars', false],
  ['ends', 'cars', 'new_cars', true],
  ['ends', 'new', 'new_cars', false],
  ['one_of', ['cpc', 'ppc'], 'PPC', true],
  ['one_of', ['cpc', 'ppc'], 'cp', false],
  ['glob', 'new_*_2026', 'New_cars_2026', true],
  ['glob', 'new_*_2026', 'new_2026', false],
  ['glob', 'new*', 'brand_new', false],
  ['glob', '*new', 'brand_new', true],
  ['glob', '*a*b*', 'xxbxaxbx', true],
  ['glob', '*a*b*', 'xxbxa', false],
  ['glob', 'a*a', 'a', false],
  ['glob', 'aa*b*aa', 'aabaa', true],
  ['glob', '*', 'anything', true],
  ['glob', 'a.c', 'abc', false],
  ['glob', 'new_cars', 'new_cars', true],
  ['exists', '', 'anything', true],
];

describe('a condition', () => {
  it.each(OPERATORS)('%s %j of %j is %s', (op, value, actual, expected) => {
    const rule = aCondition({ op, value });
    expect(holds(rule, [actual])).toBe(expected);
    expect(holds({ ...rule, not: true }, [actual])).toBe(!expected);
  });

  it('heeds the case only when it is told to', () => {
    expect(holds(aCondition({ matchCase: true }), ['Yandex'])).toBe(false);
    expect(holds(aCondition({ matchCase: true }), ['yandex'])).toBe(true);
    expect(holds(aCondition({ op: 'one_of', value: ['Ya'], matchCase: true }), ['ya'])).toBe(false);
  });

  it.each(OPERATORS)('%s %j does not hold of what is absent, but its negation does', (op, value) => {
    expect(holds(aCondition({ op, value }), [])).toBe(false);
    expect(holds(aCondition({ op, value, not: true }), [])).toBe(true);
  });

  it('holds of several values if it holds of one, and its negation if of none', () => {
    expect(holds(aCondition({ op: 'equals', value: 'b' }), ['a', 'b'])).toBe(true);
    expect(holds(aCondition({ op: 'equals', value: 'b', not: true }), ['a', 'b'])).toBe(false);
  });

  it('is not slowed by a pattern of many stars and a text made against it', () => {
    const pattern = `${'a*'.repeat(200)}b`;
    expect(holds(aCondition({ op: 'glob', value: pattern }), ['a'.repeat(2_048)])).toBe(false);
  });
});

describe('the campaign that wins', () => {
  const cars = aCampaign(
    'cars',
    anyOf({ type: 'utm_source', value: 'Yandex_Direct' }),
    anyOf({ type: 'utm_medium', value: 'cpc' }),
    anyOf({ type: 'utm_campaign', value: 'new_cars' }),
  );

  it('needs source, medium and campaign tag together (S2-48, first example)', () => {
    const full = 'utm_source=yandex_direct&utm_medium=cpc&utm_campaign=new_cars_spring';
    expect(winner([cars], aVisit(full))).toBe('cars');
    expect(winner([cars], aVisit('utm_source=yandex_direct&utm_medium=cpc'))).toBeNull();
    expect(winner([cars], aVisit('utm_medium=cpc&utm_campaign=new_cars'))).toBeNull();
  });

  it('needs one of two referrers (S2-48, second example)', () => {
    const engines = aCampaign(
      'engines',
      anyOf(
        { type: 'referrer', value: 'https://yandex.ru' },
        { type: 'referrer', value: 'https://www.google.ru/' },
      ),
    );
    expect(winner([engines], aVisit('', { referrer: 'https://yandex.ru/search?text=x' }))).toBe('engines');
    expect(winner([engines], aVisit('', { referrer: 'https://www.google.ru/' }))).toBe('engines');
    expect(winner([engines], aVisit('', { referrer: 'https://bing.com/' }))).toBeNull();
    expect(winner([engines], aVisit())).toBeNull();
  });

  it('needs organic search and that search engine (S2-48, third example)', () => {
    const search = aCampaign(
      'search',
      anyOf({ type: 'source_type', value: 'organic' }),
      anyOf({ type: 'referrer', value: 'https://yandex.ru' }),
    );
    expect(winner([search], aVisit('', { referrer: 'https://yandex.ru/' }))).toBe('search');
    expect(winner([search], aVisit('', { referrer: 'https://www.google.ru/' }))).toBeNull();
    expect(winner([search], aVisit('utm_source=ya', { referrer: 'https://yandex.ru/' }))).toBeNull();
  });

  it('needs any condition of a group', () => {
    const either = aCampaign('either', anyOf({ value: 'yandex' }, { value: 'google' }));
    expect(winner([either], aVisit('utm_source=google'))).toBe('either');
    expect(winner([either], aVisit('utm_source=bing'))).toBeNull();
  });

  it('is the first in the list whose rules hold, even if a later one is more exact', () => {
    const broad = aCampaign('broad', anyOf({ value: 'yandex' }));
    const full = aVisit('utm_source=yandex_direct&utm_medium=cpc&utm_campaign=new_cars');
    expect(winner([broad, cars], full)).toBe('broad');
    expect(winner([cars, broad], full)).toBe('cars');
  });

  it('without groups is for everybody, so a catch-all first in the list fires for all', () => {
    const everybody = aCampaign('everybody');
    expect(winner([everybody, cars], aVisit('utm_source=yandex_direct'))).toBe('everybody');
    expect(winner([cars, everybody], aVisit(''))).toBe('everybody');
  });

  it('is found in list order among equal values, presence and negations', () => {
    const campaigns = [
      aCampaign('other', anyOf({ op: 'equals', value: 'bing' })),
      aCampaign('never', anyOf({ op: 'equals', value: 'google' }), anyOf({ type: 'click_id', op: 'exists' })),
      aCampaign('not bing', anyOf({ op: 'equals', value: 'bing', not: true })),
      aCampaign('google', anyOf({ op: 'equals', value: 'Google' })),
    ];
    expect(winner(campaigns, aVisit('utm_source=google'))).toBe('not bing');
    expect(winner(campaigns, aVisit('utm_source=google&gclid=x'))).toBe('never');
    expect(winner(campaigns, aVisit('utm_source=BING'))).toBe('other');
    expect(winner(campaigns.slice(3), aVisit('utm_source=GOOGLE'))).toBe('google');
    expect(winner(campaigns.slice(3), aVisit())).toBeNull();
  });

  it('is found also where a letter changes its lower case with its neighbours', () => {
    const street = aCampaign('street', anyOf({ value: 'ΟΔΟΣ', matchCase: true }));
    expect(winner([street], aVisit('utm_source=ΟΔΟΣΑΝΝΑ'))).toBe('street');
    expect(winner([street], aVisit('utm_source=οδοσαννα'))).toBeNull();
  });

  it('is asked for the hour in the time zone of the account', () => {
    const morning = aCampaign('morning', anyOf({ type: 'hour', op: 'equals', value: '9' }));
    expect(winner([morning], aVisit(), 'UTC')).toBe('morning');
    expect(winner([morning], aVisit(), 'Europe/Moscow')).toBeNull();
  });
});
