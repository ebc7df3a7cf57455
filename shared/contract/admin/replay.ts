import { z } from 'zod';
import { TOUCH_TYPES, UTM_TAGS } from '../../touch.ts';
import { InstantSchema } from '../fields.ts';
import { CAMPAIGN_STATUSES, CampaignOrderSchema } from './campaign.ts';
import { IdSchema } from './common.ts';
import { DEVICES, SOURCE_TYPES, VISITOR_KINDS } from './condition.ts';

/** `POST …/campaigns/replay`: what if the campaigns of a site stood in this order? */
export const ReplayInputSchema = z.strictObject({
  site: IdSchema('site'),
  /** Every campaign of the site that is not archived, once. */
  order: CampaignOrderSchema.shape.order,
  /** As far back as samples are kept, if it is left out or further back. Instants are rounded outwards to whole hours. */
  from: InstantSchema.optional(),
  /** Now, if it is left out. */
  to: InstantSchema.optional(),
});
export type ReplayInput = z.infer<typeof ReplayInputSchema>;

const Count = z.number().int().min(0);

const ReplayPartSchema = z.object({
  /** Samples. */
  sampled: Count,
  /** Of all sessions of that time, as the samples let us expect; null without samples. */
  share: z.number().min(0).max(1).nullable(),
});
export type ReplayPart = z.infer<typeof ReplayPartSchema>;

const NamedCampaignSchema = z.object({ id: IdSchema('cmp'), name: z.string() });

/** One sampled visit. What could name a person was taken out when the sample was made; `…` stands for it. */
const ReplayExampleSchema = z.object({
  /** To the minute. */
  at: InstantSchema,
  page: z.string(),
  landing: z.string(),
  referrer: z.string().nullable(),
  tags: z.object(Object.fromEntries(UTM_TAGS.map((tag) => [tag, z.string().nullable()]))),
  /** Names of the click ids. */
  clickIds: z.array(z.string()),
  sourceType: z.enum(SOURCE_TYPES).nullable(),
  channel: z.enum(TOUCH_TYPES).nullable(),
  country: z.string().nullable(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  device: z.enum(DEVICES).nullable(),
  language: z.string().nullable(),
  visitor: z.enum(VISITOR_KINDS),
});
export type ReplayExample = z.infer<typeof ReplayExampleSchema>;

export const ReplaySchema = z.object({
  from: InstantSchema,
  to: InstantSchema,
  /** What was counted on the site in that time: page views that were answered, and sessions. */
  visits: Count,
  sessions: Count,
  /** Begins of sessions that were kept, by chance, and are looked at here; the first and the last of them. */
  sampled: Count,
  firstAt: InstantSchema.nullable(),
  lastAt: InstantSchema.nullable(),
  /** Who gets another campaign in the asked order than in the present one, by the rules of now. */
  moved: ReplayPartSchema,
  /** Samples that got another campaign when they happened than they get now in the present order. */
  changedSince: Count,
  /** Of the site, in the asked order; those that are not active get nobody, as they would live. */
  campaigns: z.array(
    NamedCampaignSchema.extend({
      status: z.enum(CAMPAIGN_STATUSES),
      before: ReplayPartSchema,
      after: ReplayPartSchema,
    }),
  ),
  /** Who gets no campaign; no order changes that. */
  none: ReplayPartSchema,
  /** The most frequent first. */
  moves: z.array(
    ReplayPartSchema.extend({
      from: NamedCampaignSchema,
      to: NamedCampaignSchema,
      /** Of the 50 most frequent moves up to five, the newest, each from another landing page or with other tags. */
      examples: z.array(ReplayExampleSchema),
    }),
  ),
});
export type Replay = z.infer<typeof ReplaySchema>;
