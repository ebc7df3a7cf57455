import { z } from 'zod';

/** What a condition of a CRM's rules looks at (S4-36). The first six are compared by the id of what they name. */
export const CRM_PARAMS = [
  'site',
  'campaign',
  'office',
  'widget',
  'channel',
  'employee',
  'channel_type',
  'tool',
  'kind',
  'direction',
  'number',
  'country',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'source_type',
  'tag',
  'result',
] as const;
export type CrmParam = (typeof CRM_PARAMS)[number];

/** Params with no other values than these. */
export const CRM_PARAM_VALUES: Partial<Record<CrmParam, readonly string[]>> = {
  kind: ['call', 'callback', 'request', 'chat'],
  direction: ['in', 'out'],
  result: ['success', 'failed'],
};

/**
 * `allowed` holds if the param is one of the values, `forbidden` if it is none of them; one that is not known is none.
 * Case is ignored.
 */
export const CrmConditionSchema = z
  .strictObject({
    param: z.enum(CRM_PARAMS),
    is: z.enum(['allowed', 'forbidden']),
    values: z.array(z.string().trim().min(1).max(512)).min(1).max(100),
  })
  .superRefine(({ param, values }, context) => {
    const known = CRM_PARAM_VALUES[param];
    values.forEach((value, i) => {
      if (!known || known.includes(value.toLowerCase())) return;
      context.addIssue({ code: 'invalid_value', values: [...known], path: ['values', i], input: value });
    });
  });
export type CrmCondition = z.infer<typeof CrmConditionSchema>;

/** Groups of which any must hold; of a group all conditions must (“&”). An empty list always holds. */
export const CrmFilterSchema = z
  .array(z.strictObject({ all: z.array(CrmConditionSchema).min(1).max(20) }))
  .max(20);
export type CrmFilter = z.infer<typeof CrmFilterSchema>;
