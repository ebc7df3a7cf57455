import { z } from 'zod';
import { InstantSchema, UrlSchema } from './fields.ts';

export const LEG_CAUSES = ['hangup', 'busy', 'no_answer', 'invalid_number', 'failed'] as const;

/** As the command called it: `cb_0123456789abcdef:1:manager0`. */
const Leg = { leg: z.string().max(64) };
const Sent = { timestamp: InstantSchema.optional() };

const isHttps = (url: string) => url.startsWith('https://');

/**
 * What a gateway posts to the `events` address of a leg, in any order and as often as it likes. The headers are those
 * of Standard Webhooks; a `webhook-id` that was seen before changes nothing.
 */
export const LegEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('leg.ringing'), ...Sent, data: z.object(Leg) }),
  z.object({ type: z.literal('leg.answered'), ...Sent, data: z.object(Leg) }),
  z.object({
    type: z.literal('leg.digit'),
    ...Sent,
    data: z.object({ ...Leg, digit: z.string().regex(/^[0-9*#]$/, 'must be one key of a telephone') }),
  }),
  z.object({
    type: z.literal('leg.recorded'),
    ...Sent,
    data: z.object({ ...Leg, url: UrlSchema.refine(isHttps, 'must be an https address') }),
  }),
  z.object({
    type: z.literal('leg.ended'),
    ...Sent,
    data: z.object({
      ...Leg,
      cause: z.enum(LEG_CAUSES),
      /** The final code of SIP, if there was one: it says more than the cause. */
      sip: z.number().int().min(400).max(699).optional(),
    }),
  }),
]);
export type LegEventMessage = z.infer<typeof LegEventSchema>;
