import { z } from 'zod';
import { InstantSchema } from '../fields.ts';
import { IdSchema } from './common.ts';

export const DELIVERY_STATUSES = ['waiting', 'delivered', 'refused', 'given_up'] as const;

/** Which queue is paused or resumed. */
export const QueueSchema = z.strictObject({ destination: z.enum(['mail']) });

/** A message that the account sent, or is still to send, with every attempt. Its text is not shown. */
export const DeliverySchema = z.object({
  id: IdSchema('dlv'),
  /** Each destination has a queue of its own; mail has one. */
  destination: z.enum(['mail']),
  to: z.string(),
  subject: z.string(),
  /** The callback or the call that it tells of. */
  about: z.string(),
  status: z.enum(DELIVERY_STATUSES),
  /** Its queue stands still: what waits there is not sent until it is resumed. */
  paused: z.boolean(),
  createdAt: InstantSchema,
  /** When it is tried next; null if it is not. */
  nextAt: InstantSchema.nullable(),
  endedAt: InstantSchema.nullable(),
  /** The newest twenty, the oldest first. */
  attempts: z.array(
    z.object({
      at: InstantSchema,
      outcome: z.enum(['delivered', 'retry', 'refused']),
      /** What the other side said. */
      detail: z.string(),
    }),
  ),
});
