import { describe, expect, it } from 'vitest';
import { matchCampaign } from '../../edge/domain/match-campaign.ts';
import { holds } from '../../edge/domain/rule-operators.ts';
import type { EdgeCampaign } from '../../edge/domain/site-model.ts';
import type { Condition, RuleGroup } from '../../shared/contract/admin/campaign.ts';
import { computeTouch } from '../../shared/touch.ts';

const condition = (changes: Partial<Condition>): Condition => ({
  type: 'utm_source',
  op: 'contains',
  not: false,
  value: 'yandex',
  matchCase: false,
  ...changes,
});

describe('a condition', () => {
  it.each([
    ['contains', 'yandex', 'Yandex_Direct', true],
    ['contains', 'yandex', 'google', false],
    ['equals', 'cpc', 'CPC', true],
    ['equals', 'cpc', 'cpc ', false],
    ['starts', 'new_', 'new_cars', true],
    ['starts', 'cars', 'new_cars', false],
    ['ends', 'cars', 'new_cars', true],
    ['one_of', ['cpc', 'ppc'], 'PPC', true],
    ['one_of', ['cpc', 'ppc'], 'cp', false],
    ['exists', '', 'anything', true],
  ] as const)('%s %j of %j is %s', (op, value, actual, expected) => {
    const rule = condition({ op, value: typeof value === 'string' ? value : [...value] });
    expect(holds(rule, actual)).toBe(expected);
    expect(holds({ ...rule, not: true }, actual)).toBe(!expected);
  });

  it('heeds the case only when it is told to', () => {
    expect(holds(condition({ matchCase: true }), 'Yandex')).toBe(false);
    expect(holds(condition({ matchCase: true }), 'yandex')).toBe(true);
  });

  it('does not hold of a tag that is absent, but its negation does', () => {
    for (const op of ['contains', 'equals', 'starts', 'ends', 'exists'] as const) {
      expect(holds(condition({ op }), null)).toBe(false);
      expect(holds(condition({ op, not: true }), null)).toBe(true);
    }
  });
});

const campaign = (id: string, ...groups: RuleGroup[]): EdgeCampaign => ({
  id,
  name: id,
  groups,
  sessionS: 300,
  dynamic: false,
  offices: [],
});
const any = (...conditions: Partial<Condition>[]): RuleGroup => ({ any: conditions.map(condition) });
const visit = (query: string) => ({
  touch: computeTouch(`https://shop.example/?${query}`, '', () => false),
});

describe('the campaign that wins', () => {
  const cars = campaign(
    'cars',
    any({ type: 'utm_source', value: 'Yandex_Direct' }),
    any({ type: 'utm_medium', value: 'cpc' }),
    any({ type: 'utm_campaign', value: 'new_cars' }),
  );

  it('needs every group', () => {
    const full = 'utm_source=yandex_direct&utm_medium=cpc&utm_campaign=new_cars_spring';
    expect(matchCampaign([cars], visit(full))?.id).toBe('cars');
    expect(matchCampaign([cars], visit('utm_source=yandex_direct&utm_medium=cpc'))).toBeNull();
  });

  it('needs any condition of a group', () => {
    const either = campaign('either', any({ value: 'yandex' }, { value: 'google' }));
    expect(matchCampaign([either], visit('utm_source=google'))?.id).toBe('either');
    expect(matchCampaign([either], visit('utm_source=bing'))).toBeNull();
  });

  it('is the first in the list whose rules hold, even if a later one is more exact', () => {
    const broad = campaign('broad', any({ value: 'yandex' }));
    const full = visit('utm_source=yandex_direct&utm_medium=cpc&utm_campaign=new_cars');
    expect(matchCampaign([broad, cars], full)?.id).toBe('broad');
    expect(matchCampaign([cars, broad], full)?.id).toBe('cars');
  });

  it('without groups is for everybody, so a catch-all first in the list fires for all', () => {
    const everybody = campaign('everybody');
    expect(matchCampaign([everybody, cars], visit('utm_source=yandex_direct'))?.id).toBe('everybody');
    expect(matchCampaign([cars, everybody], visit(''))?.id).toBe('everybody');
  });
});
