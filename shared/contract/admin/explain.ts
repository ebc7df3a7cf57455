import { z } from 'zod';
import { MAX_URL } from '../../touch.ts';
import { InstantSchema } from '../fields.ts';
import { CAMPAIGN_STATUSES } from './campaign.ts';
import { IdSchema } from './common.ts';
import { CONDITION_OPERATORS, CONDITION_TYPES, DEVICES, VISITOR_KINDS } from './condition.ts';

const Place = z.string().trim().min(1).max(100).nullable().default(null);

/**
 * `POST …/explain`: a visit that may have happened. UTM tags and click ids are read from the URL, as on the page; what
 * is left out is absent, and `at` is now.
 */
export const ExplainInputSchema = z.strictObject({
  site: IdSchema('site'),
  url: z
    .string()
    .max(MAX_URL)
    .regex(/^https?:\/\/[^/\s]+/, 'must be the URL of a page'),
  referrer: z.string().max(MAX_URL).default(''),
  country: Place,
  region: Place,
  city: Place,
  device: z.enum(DEVICES).nullable().default(null),
  /** A language tag, `ru-RU`. */
  language: z.string().trim().min(1).max(35).nullable().default(null),
  visitor: z.enum(VISITOR_KINDS).default('new'),
  at: InstantSchema.optional(),
});
export type ExplainInput = z.infer<typeof ExplainInputSchema>;

const ConditionVerdictSchema = z.object({
  type: z.enum(CONDITION_TYPES),
  param: z.string().optional(),
  op: z.enum(CONDITION_OPERATORS),
  not: z.boolean(),
  value: z.union([z.string(), z.array(z.string())]),
  matchCase: z.boolean(),
  holds: z.boolean(),
  /** What the visit has; several values are joined by commas, null is nothing. */
  actual: z.string().nullable(),
});

export const ExplanationSchema = z.object({
  /** The one that wins. */
  campaign: z.object({ id: IdSchema('cmp'), name: z.string() }).nullable(),
  /** Of the site, in list order, without those that are archived. */
  campaigns: z.array(
    z.object({
      id: IdSchema('cmp'),
      name: z.string(),
      status: z.enum(CAMPAIGN_STATUSES),
      /** All groups hold, whatever the status. */
      matches: z.boolean(),
      /** It is active, and no active campaign above it matches. */
      reached: z.boolean(),
      groups: z.array(z.object({ holds: z.boolean(), any: z.array(ConditionVerdictSchema) })),
    }),
  ),
});
export type Explanation = z.infer<typeof ExplanationSchema>;
