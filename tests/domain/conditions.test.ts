import { describe, expect, it } from 'vitest';
import { fieldErrorsOf } from '../../edge/domain/field-errors.ts';
import { RuleGroupSchema } from '../../shared/contract/admin/campaign.ts';
import { ConditionSchema } from '../../shared/contract/admin/condition.ts';

const faultsOf = (condition: object) => {
  const body = { any: [{ type: 'utm_source', op: 'equals', value: 'x', ...condition }] };
  const parsed = RuleGroupSchema.safeParse(body);
  return parsed.success ? [] : fieldErrorsOf(parsed.error, body).map(({ path, code }) => `${path} ${code}`);
};

describe('a condition that is saved', () => {
  it.each([
    [{ type: 'query', param: 'colour' }],
    [{ type: 'click_id', op: 'exists', value: '' }],
    [{ type: 'click_id', param: 'gclid', op: 'exists', value: '' }],
    [{ type: 'source_type', op: 'contains', value: 'organic' }],
    [{ type: 'source_type', op: 'one_of', value: ['CPC', 'direct'] }],
    [{ type: 'channel', value: 'email' }],
    [{ type: 'device', value: 'tablet' }],
    [{ type: 'visitor', value: 'returning' }],
    [{ type: 'weekday', op: 'one_of', value: ['1', '7'] }],
    [{ type: 'hour', op: 'one_of', value: ['0', '9', '23'] }],
    [{ type: 'page', op: 'glob', value: '*/kitchens/*' }],
    [{ type: 'country', value: 'RU' }],
  ])('may be %j', (condition) => {
    expect(faultsOf(condition)).toEqual([]);
  });

  it.each([
    [{ type: 'utm_id' }, 'any.0.type invalid_value'],
    [{ op: 'matches' }, 'any.0.op invalid_value'],
    [{ type: 'query' }, 'any.0.param required'],
    [{ type: 'query', param: ' ' }, 'any.0.param too_short'],
    [{ type: 'click_id', param: 'sessionid' }, 'any.0.param invalid_value'],
    [{ type: 'page', param: 'a' }, 'any.0.param unrecognized_key'],
    [{ value: '' }, 'any.0.value custom'],
    [{ value: ['a'] }, 'any.0.value custom'],
    [{ op: 'one_of', value: 'a' }, 'any.0.value custom'],
    [{ op: 'one_of', value: ['a', ''] }, 'any.0.value.1 too_short'],
    [{ type: 'source_type', value: 'typein' }, 'any.0.value invalid_value'],
    [{ type: 'source_type', value: 'CPC', matchCase: true }, 'any.0.value invalid_value'],
    [{ type: 'channel', value: 'radio' }, 'any.0.value invalid_value'],
    [{ type: 'device', op: 'one_of', value: ['mobile', 'watch'] }, 'any.0.value.1 invalid_value'],
    [{ type: 'visitor', value: 'old' }, 'any.0.value invalid_value'],
    [{ type: 'weekday', value: '0' }, 'any.0.value invalid_value'],
    [{ type: 'weekday', value: '8' }, 'any.0.value invalid_value'],
    [{ type: 'hour', value: '24' }, 'any.0.value invalid_value'],
    [{ type: 'hour', value: '09' }, 'any.0.value invalid_value'],
    [{ type: 'hour', op: 'contains', value: '1' }, 'any.0.op invalid_value'],
  ])('is refused as %j by its place', (condition, fault) => {
    expect(faultsOf(condition)).toEqual([fault]);
  });

  it('is negated and heeds the case only when told so', () => {
    expect(ConditionSchema.parse({ type: 'city', op: 'equals', value: 'Tver' })).toMatchObject({
      not: false,
      matchCase: false,
    });
  });
});
