import { z } from 'zod';
import { InstantSchema } from '../fields.ts';
import { CallSchema } from './call.ts';
import { CallbackSchema } from './callback.ts';
import { IdSchema } from './common.ts';
import { LeadSchema } from './lead.ts';

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

/** Why a webhook was paused by itself: nothing has arrived for three days, or it answered 410. */
export const PAUSE_CAUSES = ['failing', 'gone'] as const;
export type PauseCause = (typeof PAUSE_CAUSES)[number];

const WebhookPausedSchema = z.object({ webhook: IdSchema('whk'), cause: z.enum(PAUSE_CAUSES) });

/** What happens to an account, and what each event carries. */
export const EVENT_DATA = {
  'call.started': CallSchema,
  'call.ended': CallSchema,
  'call.changed': CallSchema,
  'callback.created': CallbackSchema,
  'callback.changed': CallbackSchema,
  'callback.ended': CallbackSchema,
  'lead.created': LeadSchema,
  'pool.alert': PoolAlertSchema,
  'callback.alert': CallbackAlertSchema,
  'webhook.paused': WebhookPausedSchema,
} as const;
export type EventType = keyof typeof EVENT_DATA;
export const EVENT_TYPES = Object.keys(EVENT_DATA) as [EventType, ...EventType[]];

/** When each of them comes about. */
export const EVENT_MEANINGS: Readonly<Record<EventType, string>> = {
  'call.started': 'A call was told of that is not over yet, and whose it is was found out.',
  'call.ended': 'A call is over, and its provider has had 15 s to tell the rest.',
  'call.changed': 'Of a call that had ended something more was told, for instance where its recording is.',
  'callback.created': 'A visitor ordered a call.',
  'callback.changed': 'An order has another status, or another time.',
  'callback.ended': 'An order is completed, failed, cancelled or expired.',
  'lead.created': 'Somebody made a contact known: by a call, by ordering one, by leaving it, or in a chat.',
  'pool.alert': 'Newcomers find a pool empty, for want of numbers or because these are held for too long.',
  'callback.alert': 'Many orders of a widget wait for a manager’s word.',
  'webhook.paused': 'A webhook was paused by itself: nothing has arrived for three days, or it answered 410.',
};

/** Something that happened to the account. What is sent to others has the same shape. */
export const EventSchema = z.object({
  id: IdSchema('evt'),
  type: z.enum(EVENT_TYPES),
  occurredAt: InstantSchema,
  account: z.string(),
  site: IdSchema('site').nullable(),
  data: z.union([
    CallSchema,
    CallbackSchema,
    LeadSchema,
    PoolAlertSchema,
    CallbackAlertSchema,
    WebhookPausedSchema,
  ]),
});
export type AccountEvent = z.infer<typeof EventSchema>;
