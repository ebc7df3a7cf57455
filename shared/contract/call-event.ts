import { z } from 'zod';
import { CALL_OUTCOMES } from './admin/call.ts';
import { E164Schema, InstantSchema } from './fields.ts';

const Call = {
  /** Your own id of the whole call. */
  call: z.string().min(1).max(128),
  /** The number that was dialled. */
  number: E164Schema.nullable().default(null),
  /** The number that called; null if it is hidden. */
  caller: E164Schema.nullable().default(null),
};
const Seconds = z.number().int().min(0).max(86_400).nullable().default(null);
const Sent = { timestamp: InstantSchema.optional() };

/**
 * The body of `POST /v1/telephony/webhook/{key}/events`: what any telephone exchange tells of an inbound call, in any
 * order and as often as it likes. The headers are those of Standard Webhooks.
 */
export const CallEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call.started'), ...Sent, data: z.object(Call) }),
  z.object({ type: z.literal('call.answered'), ...Sent, data: z.object(Call) }),
  z.object({
    type: z.literal('call.ended'),
    ...Sent,
    data: z.object({
      ...Call,
      outcome: z.enum(CALL_OUTCOMES).nullable().default(null),
      /** Seconds of talk, and of the whole call from its first ring. */
      talkS: Seconds,
      totalS: Seconds,
    }),
  }),
  z.object({
    type: z.literal('call.recording_ready'),
    ...Sent,
    data: z.object({ ...Call, recordingUrl: z.url({ protocol: /^https?$/ }).max(2048) }),
  }),
]);
export type CallEventMessage = z.infer<typeof CallEventSchema>;
