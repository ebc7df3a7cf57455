import { z } from 'zod';
import { IdSchema } from './common.ts';

/** What a widget's visitors did, each step at most as often as the one before. */
export const FUNNEL_STEPS = ['shown', 'opened', 'dismissed', 'submitted'] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

const DateSchema = z.iso.date();
const Count = z.number().int().min(0);
const CountsSchema = z.object({ shown: Count, opened: Count, dismissed: Count, submitted: Count });
/** Orders of the widget's card and of the page by which two people talked; by their own record, and not by what pages tell. */
const Talked = z.object({ talked: Count });

/** Parameters of `GET …/widgets/funnel`. Dates are of the account's zone; both are part of the time. */
export const FunnelInputSchema = z.strictObject({
  /** 30 days before `to`, if it is left out. */
  from: DateSchema.optional(),
  /** Today, if it is left out. */
  to: DateSchema.optional(),
  widget: IdSchema('wdg').optional(),
  by: z.enum(['day', 'style', 'page']).default('day'),
});
export type FunnelInput = z.infer<typeof FunnelInputSchema>;

export const FunnelSchema = z.object({
  from: DateSchema,
  to: DateSchema,
  by: z.enum(['day', 'style', 'page']),
  total: CountsSchema.extend(Talked.shape),
  /** By day in order, else the most shown first, 400 at most. */
  rows: z.array(
    CountsSchema.extend({
      /** The day, the id of the saved style, or the page without its query; null for no saved style, and for other pages. */
      key: z.string().nullable(),
      /** By the day of the order, and its page; null by style, of which an order knows nothing. */
      talked: Count.nullable(),
    }),
  ),
});
export type Funnel = z.infer<typeof FunnelSchema>;
