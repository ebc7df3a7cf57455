import { z } from 'zod';
import { E164Schema, InstantSchema, PageSchema, TouchSchema } from './fields.ts';

const Short = z.string().max(100);

/** `POST /v1/callbacks`: a visitor orders a call. The header Idempotency-Key is required. */
export const CallbackOrderSchema = z.object({
  site: z.string().max(64),
  widget: z.string().max(64),
  tool: Short.nullable().default(null),
  lease: z.string().max(1024).nullable().default(null),
  phone: E164Schema,
  when: z.union([z.literal('now'), InstantSchema]).default('now'),
  office: z.string().max(64).nullable().default(null),
  name: Short.nullable().default(null),
  comment: z.string().max(512).nullable().default(null),
  extra: z.record(z.string().regex(/^param[1-3]$/), z.string().max(512)).default({}),
  lang: z
    .string()
    .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, 'must be a language tag')
    .default('en'),
  zone: z.string().max(64).default('UTC'),
  consent: z.object({ text: Short, given: z.boolean() }).nullable().default(null),
  page: PageSchema,
  touch: TouchSchema.nullable().default(null),
  /** A honeypot: people leave it empty. */
  hp: z.string().max(512).default(''),
  /** How long the visitor had the card open, or the page where there is none; a manager is asked about the hasty. */
  /** From the opening of the form to the order; null for a sender that has no form. */
  openedMs: z.number().int().min(0).max(86_400_000).nullable().default(null),
});
export type CallbackOrder = z.infer<typeof CallbackOrderSchema>;

export const RescheduleSchema = z.object({ when: InstantSchema });

export const CALLBACK_STATUSES = [
  'needs_confirmation',
  'planned',
  'due',
  'ringing_manager',
  'manager_answered',
  'ringing_visitor',
  'visitor_answered',
  'ringing_both',
  'talking',
  'retry_planned',
  'completed',
  'failed',
  'cancelled',
  'expired',
] as const;
export type CallbackStatus = (typeof CALLBACK_STATUSES)[number];

export const CALLBACK_REASONS = [
  'no_answer_manager',
  'no_answer_visitor',
  'busy_manager',
  'busy_visitor',
  'declined',
  'invalid_number',
  'blocked',
  'caps',
  'no_hours',
  'provider',
  'unknown_outcome',
  'cancelled_by_manager',
  'cancelled_by_visitor',
] as const;
export type CallbackReason = (typeof CALLBACK_REASONS)[number];

/**
 * Why an order needs a manager's word: `quick` it was sent sooner than a person can, `sender` and `range` many orders
 * came from its address block or to its block of numbers, `caps` the widget or the account has had its share, `signal`
 * something that looks at orders has doubts, `unreachable` nobody could be asked.
 */
export const ORDER_DOUBTS = ['quick', 'sender', 'range', 'caps', 'signal', 'unreachable'] as const;
export type OrderDoubt = (typeof ORDER_DOUBTS)[number];

/** One shape for `GET`, the live socket and the widget. Instants are ISO 8601 UTC. */
export interface CallbackView {
  id: string;
  status: CallbackStatus;
  /** When this status began. */
  at: string;
  scheduledAt: string;
  attempt: number;
  /** Seconds until the visitor's phone should ring; null once that is past or unknown. */
  etaS: number | null;
  office: string | null;
  reason: CallbackReason | null;
  can: ('cancel' | 'reschedule')[];
}

/** The 202 answer to an order. */
export interface CallbackAccepted {
  id: string;
  status: CallbackStatus;
  scheduledAt: string;
  etaS: number | null;
  /** Opens the status, the socket, cancelling and rescheduling of this one callback. */
  token: string;
}
