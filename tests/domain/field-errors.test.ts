import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { fieldErrorsOf } from '../../edge/domain/field-errors.ts';
import { CampaignInputSchema } from '../../shared/contract/admin/campaign.ts';
import { OfficeInputSchema } from '../../shared/contract/admin/office.ts';
import { WidgetInputSchema } from '../../shared/contract/admin/widget.ts';

function errorsOf(schema: z.ZodType, body: unknown) {
  const parsed = schema.safeParse(body);
  return parsed.success ? [] : fieldErrorsOf(parsed.error, body).map(({ path, code }) => `${path}: ${code}`);
}

const OFFICE = 'off_0123456789abcdef';
const campaign = (changes: object) => ({
  name: 'C',
  site: 'site_0123456789abcdef',
  offices: [{ office: OFFICE, selectors: ['.a'] }],
  ...changes,
});

describe('faults of a body', () => {
  it.each<[string, z.ZodType, unknown, string[]]>([
    ['nothing at all', OfficeInputSchema, undefined, [': required']],
    ['no object', OfficeInputSchema, [], [': invalid_type']],
    ['a missing field', OfficeInputSchema, {}, ['name: required']],
    ['a wrong type', OfficeInputSchema, { name: 5 }, ['name: invalid_type']],
    ['an empty text', OfficeInputSchema, { name: ' ' }, ['name: too_short']],
    ['a long text', OfficeInputSchema, { name: 'x'.repeat(101) }, ['name: too_long']],
    ['no E.164', OfficeInputSchema, { name: 'O', phone: '8 495' }, ['phone: invalid_format']],
    [
      'unknown fields',
      OfficeInputSchema,
      { name: 'O', a: 1, b: 2 },
      ['a: unrecognized_key', 'b: unrecognized_key'],
    ],
    [
      'a place in a list',
      OfficeInputSchema,
      { name: 'O', notifications: [{ email: 'a@b.example' }] },
      ['notifications.0.on: required'],
    ],
    [
      'no member of an enumeration',
      OfficeInputSchema,
      { name: 'O', notifications: [{ email: 'a@b.example', on: 'x' }] },
      ['notifications.0.on: invalid_value'],
    ],
    ['a number out of range', CampaignInputSchema, campaign({ sessionS: 0 }), ['sessionS: too_small']],
    ['a number out of range, above', CampaignInputSchema, campaign({ sessionS: 1e6 }), ['sessionS: too_big']],
    ['a fraction', CampaignInputSchema, campaign({ sessionS: 60.5 }), ['sessionS: invalid_type']],
    ['an empty list', CampaignInputSchema, campaign({ offices: [] }), ['offices: too_short']],
    [
      'a rule across fields',
      CampaignInputSchema,
      campaign({ groups: [{ any: [{ type: 'utm_source', op: 'one_of', value: 'a' }] }] }),
      ['groups.0.any.0.value: custom'],
    ],
    [
      'neither text nor list',
      CampaignInputSchema,
      campaign({ groups: [{ any: [{ type: 'utm_source', op: 'equals', value: 5 }] }] }),
      ['groups.0.any.0.value: invalid_type'],
    ],
    [
      'a text that is too long among alternatives',
      CampaignInputSchema,
      campaign({ groups: [{ any: [{ type: 'utm_source', op: 'equals', value: 'x'.repeat(513) }] }] }),
      ['groups.0.any.0.value: too_long'],
    ],
    [
      'a key that is none',
      WidgetInputSchema,
      { name: 'W', site: 'site_0123456789abcdef', texts: { english: {} } },
      ['texts.english: invalid_key'],
    ],
  ])('%s', (_, schema, body, expected) => {
    expect(errorsOf(schema, body)).toEqual(expected);
  });

  it('never carry the value', () => {
    const phone = '8 (495) 123-45-67';
    const body = {
      name: phone.repeat(20),
      phone,
      sip: phone,
      extension: phone,
      notifications: [{ email: phone, on: phone }],
    };
    const parsed = OfficeInputSchema.safeParse(body);
    const errors = parsed.success ? [] : fieldErrorsOf(parsed.error, body);
    expect(errors).toHaveLength(6);
    expect(JSON.stringify(errors)).not.toContain('123-45-67');
  });

  it('are bounded in number and in length', () => {
    const body = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [`field${i}`.padEnd(5000, 'x'), 1]),
    );
    const parsed = OfficeInputSchema.safeParse({ name: 'O', ...body });
    const errors = parsed.success ? [] : fieldErrorsOf(parsed.error, body);
    expect(errors).toHaveLength(100);
    expect(JSON.stringify(errors).length).toBeLessThan(50_000);
  });
});
