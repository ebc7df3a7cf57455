import { z } from 'zod';
import { IdSchema, NameSchema } from './common.ts';
import { ConditionSchema } from './condition.ts';

/** Any of a group's conditions must hold, and all groups of a campaign must hold (S2-48). */
export const RuleGroupSchema = z.strictObject({ any: z.array(ConditionSchema).min(1).max(50) });
export type RuleGroup = z.infer<typeof RuleGroupSchema>;

export const CampaignOfficeSchema = z.strictObject({
  office: IdSchema('off'),
  selectors: z.array(z.string().trim().min(1).max(500)).min(1).max(20),
  numbers: z.array(IdSchema('num')).max(10_000).default([]),
  fallback: IdSchema('num').nullable().default(null),
});
export type CampaignOffice = z.infer<typeof CampaignOfficeSchema>;

const Seconds = (min: number, max: number, preset: number) =>
  z.number().int().min(min).max(max).default(preset);

export const CampaignInputSchema = z
  .strictObject({
    name: NameSchema,
    site: IdSchema('site'),
    sessionS: Seconds(1, 86_400, 300),
    afterSessionS: Seconds(0, 86_400, 300),
    restS: Seconds(0, 86_400, 60),
    groups: z.array(RuleGroupSchema).max(50).default([]),
    offices: z.array(CampaignOfficeSchema).min(1).max(50),
  })
  .superRefine((campaign, context) => {
    const offices = new Set<string>();
    const numbers = new Set<string>();
    campaign.offices.forEach((entry, i) => {
      if (offices.has(entry.office)) {
        context.addIssue({
          code: 'custom',
          path: ['offices', i, 'office'],
          message: 'the office is listed twice',
        });
      }
      offices.add(entry.office);
      entry.numbers.forEach((number, j) => {
        if (numbers.has(number) || number === entry.fallback) {
          context.addIssue({
            code: 'custom',
            path: ['offices', i, 'numbers', j],
            message: 'a number has one place in a campaign',
          });
        }
        numbers.add(number);
      });
    });
  });
export type CampaignInput = z.infer<typeof CampaignInputSchema>;

export const CAMPAIGN_STATUSES = ['draft', 'active', 'paused', 'archived'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

export const CampaignSchema = z.object({
  id: IdSchema('cmp'),
  ...CampaignInputSchema.shape,
  status: z.enum(CAMPAIGN_STATUSES),
  /** Place in the list: the first campaign whose rules hold wins (S2-36, S2-37). */
  position: z.number().int().min(0),
  /** All calls that were attributed to it and are kept. */
  calls: z.number().int().min(0),
});
export type Campaign = CampaignInput & { id: string; status: CampaignStatus; position: number };

/** `PUT …/campaigns/order` takes every id of the account's campaigns that is not archived, in the new order. */
export const CampaignOrderSchema = z.strictObject({ order: z.array(IdSchema('cmp')).min(1).max(1000) });
