import { z } from 'zod';
import { InstantSchema } from '../fields.ts';
import { IdSchema } from './common.ts';

export const EVENT_TYPES = ['pool.alert', 'callback.alert'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Newcomers of an office found its pool empty: there are too few numbers, or they are held for too long. */
const PoolAlertSchema = z.object({
  campaign: IdSchema('cmp'),
  office: IdSchema('off'),
  /** The share of the newcomers of the last two hours who got no number of their own. */
  fallbackShare: z.number().min(0).max(1),
  newcomers: z.number().int().min(0),
  /** Numbers that the office has. */
  numbers: z.number().int().min(0),
  /** Numbers that would leave one newcomer in a hundred without, as they come now. */
  needed: z.number().int().min(0),
  /** Seconds for which a number is held on average; a shorter hold needs fewer numbers. */
  holdS: z.number().min(0),
});
export type PoolAlert = z.infer<typeof PoolAlertSchema>;

/** Many orders of a widget wait for a manager's word. */
const CallbackAlertSchema = z.object({
  /** Its hash. */
  widget: z.string(),
  /** Orders of the last hour that wait. */
  waiting: z.number().int().min(0),
});
export type CallbackAlert = z.infer<typeof CallbackAlertSchema>;

/** Something that happened to the account. What is sent to others has the same shape. */
export const EventSchema = z.object({
  id: IdSchema('evt'),
  type: z.enum(EVENT_TYPES),
  occurredAt: InstantSchema,
  account: z.string(),
  site: IdSchema('site').nullable(),
  data: z.union([PoolAlertSchema, CallbackAlertSchema]),
});
export type AccountEvent = z.infer<typeof EventSchema>;
