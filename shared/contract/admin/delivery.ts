import { z } from 'zod';
import { InstantSchema } from '../fields.ts';
import { IdSchema } from './common.ts';

export const DELIVERY_STATUSES = ['waiting', 'delivered', 'refused', 'given_up'] as const;

/** Which queue is paused or resumed: `mail`, or a CRM by its integration. Webhooks have actions of their own for that. */
export const QueueSchema = z.strictObject({ destination: z.union([z.literal('mail'), IdSchema('int')]) });

const DestinationSchema = z.union([z.literal('mail'), IdSchema('whk'), IdSchema('int')]);

/** Which messages of one destination are sent again: those that were made from `from` until before `to`. */
export const ReplayRangeSchema = z.strictObject({
  destination: DestinationSchema,
  from: InstantSchema,
  to: InstantSchema,
  /** Leaves out those that arrived. */
  onlyFailed: z.boolean().default(true),
});
export type ReplayRange = z.infer<typeof ReplayRangeSchema>;

/** A message that the account sent, or is still to send, with every attempt. The text of a mail is not shown. */
export const DeliverySchema = z.object({
  id: IdSchema('dlv'),
  /** Each destination has a queue of its own: `mail`, or the id of a webhook or of an integration with a CRM. */
  destination: DestinationSchema,
  to: z.string(),
  /** Of a mail its subject, of a webhook the type of the event, of a CRM the kind of communication and how far it is. */
  subject: z.string(),
  /** The callback, the call or the communication that it tells of. */
  about: z.string(),
  status: z.enum(DELIVERY_STATUSES),
  /** Its queue stands still: what waits there is not sent until it is resumed. */
  paused: z.boolean(),
  createdAt: InstantSchema,
  /** When it is tried next; null if it is not. */
  nextAt: InstantSchema.nullable(),
  endedAt: InstantSchema.nullable(),
  /** Of a webhook, as it was sent the last time. */
  request: z
    .object({
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
    })
    .nullable(),
  /** The newest twenty, the oldest first. */
  attempts: z.array(
    z.object({
      at: InstantSchema,
      outcome: z.enum(['delivered', 'retry', 'refused']),
      /** What the other side said. */
      detail: z.string(),
      /** Of a webhook: the status, the beginning of the answer (2 KB), and how long it took. Null of a mail, and without an answer. */
      status: z.number().int().nullable(),
      answer: z.string().nullable(),
      tookMs: z.number().int().nullable(),
    }),
  ),
});
