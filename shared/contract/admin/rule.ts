import { z } from 'zod';
import { IdSchema, NameSchema } from './common.ts';
import { CrmFilterSchema } from './crm-condition.ts';
import { CrmRuleFieldsSchema } from './crm-fields.ts';
import { CRM_SECTIONS } from './crm-settings.ts';

/** A refining rule of a CRM: the first of the list whose conditions hold is merged over the base rule (S3-21). */
export const RuleInputSchema = z.strictObject({
  name: NameSchema,
  /** A CRM. */
  integration: IdSchema('int'),
  isActive: z.boolean().default(true),
  /** What it is about (S3-14). */
  sections: z
    .array(z.enum(CRM_SECTIONS))
    .min(1)
    .max(CRM_SECTIONS.length)
    .default([...CRM_SECTIONS]),
  when: CrmFilterSchema.default([]),
  /** What it says; null leaves what the base rule says, but for the responsible. */
  fields: CrmRuleFieldsSchema.prefault({}),
});
export type RuleInput = z.infer<typeof RuleInputSchema>;

export const RuleSchema = z.object({
  id: IdSchema('rul'),
  ...RuleInputSchema.shape,
  /** In the list of its integration, from 0. */
  position: z.number().int().min(0),
});
export type Rule = RuleInput & { id: string; position: number };

/** Every rule of the integration, exactly once, in its new order. */
export const RuleOrderSchema = z.strictObject({
  integration: IdSchema('int'),
  order: z.array(IdSchema('rul')).max(200),
});
