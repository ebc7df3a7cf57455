import { z } from 'zod';
import { InstantSchema } from '../fields.ts';
import { CAMPAIGN_STATUSES } from './campaign.ts';
import { IdSchema } from './common.ts';

/** Parameters of `GET …/stats`. Instants are rounded outwards to whole hours. */
export const StatsInputSchema = z.strictObject({
  /** A week before `to`, if it is left out. */
  from: InstantSchema.optional(),
  /** Now, if it is left out. */
  to: InstantSchema.optional(),
  campaign: IdSchema('cmp').optional(),
  /** What if session and after-session time together were this many seconds? */
  holdS: z.coerce.number().int().min(1).max(172_800).optional(),
});
export type StatsInput = z.infer<typeof StatsInputSchema>;

const Count = z.number().int().min(0);
const Share = z.number().min(0).max(1);

/** How many calls by verdict; verdicts without calls are left out. */
const CallsSchema = z.record(z.string(), Count);

const AdviceSchema = z.object({
  /** Seconds for which a number is held on average: the setting, and what signs of life add to it. */
  holdS: z.number().min(0),
  /** Offered load of the busiest hour, in erlangs. */
  load: z.number().min(0),
  /** What Erlang B expects of that load: the share of newcomers who find no free number. */
  fallbackShare: Share,
  /** How many numbers keep that share at or below 5, 1 and 0.1 %. */
  needed: z.array(z.object({ share: Share, numbers: Count })),
});

const OfficeStatsSchema = z.object({
  office: z.string(),
  /** Numbers that it rotates or shares now. */
  numbers: Count,
  static: Count,
  leased: Count,
  renewed: Count,
  /** Newcomers who got the fallback, or nothing. */
  fallback: Count,
  exhausted: Count,
  /** Of those two, who were answered without asking the pool. */
  remembered: Count,
  /** Null without newcomers. */
  fallbackShare: Share.nullable(),
  calls: CallsSchema,
  /** Of an office with a pool and newcomers. */
  pool: AdviceSchema.extend({
    busiestAt: InstantSchema,
    /** Averaged over the whole time, in erlangs. */
    meanLoad: z.number().min(0),
    whatIf: AdviceSchema.nullable(),
  }).nullable(),
});
export type OfficeStats = z.infer<typeof OfficeStatsSchema>;

export const StatsSchema = z.object({
  from: InstantSchema,
  to: InstantSchema,
  /** Of all campaigns and of none. */
  calls: CallsSchema,
  campaigns: z.array(
    z.object({
      id: IdSchema('cmp'),
      name: z.string(),
      status: z.enum(CAMPAIGN_STATUSES),
      views: Count,
      sessions: Count,
      leased: Count,
      fallbackShare: Share.nullable(),
      /** Session and after-session time, as they are set now. */
      holdS: Count,
      /** How long half of the visits with a number lasted at least, in seconds; null if too few were counted. */
      medianVisitS: z.number().min(0).nullable(),
      calls: CallsSchema,
      offices: z.array(OfficeStatsSchema),
    }),
  ),
});
export type Stats = z.infer<typeof StatsSchema>;
