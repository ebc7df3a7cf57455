import { z } from 'zod';
import { CALLBACK_REASONS, CALLBACK_STATUSES, ORDER_DOUBTS } from '../callback.ts';
import { InstantSchema, TouchSchema, UrlSchema } from '../fields.ts';
import { ConsentGivenSchema, ShownPhoneSchema } from './common.ts';

/** One time that telephones were rung. */
const AttemptSchema = z.object({
  attempt: z.number().int().min(1),
  startedAt: InstantSchema,
  endedAt: InstantSchema,
  /** The manager's code and the visitor's, like `200-486`: 200 was answered, 0 was not called, others are SIP's. */
  outcome: z.string(),
  /** Where its talk can be heard; null if nobody recorded it, and for who may not download recordings. */
  recording: z.string().nullable(),
  legs: z.array(
    z.object({
      party: z.enum(['manager', 'visitor']),
      /** Which of the widget's offices, from 0; 0 for the visitor. */
      line: z.number().int().min(0),
      answered: z.boolean(),
      code: z.number().int().nullable(),
      /** The keys that were pressed and meant something, in order. */
      digits: z.string(),
    }),
  ),
});

/** A callback as the account lists it; it comes about by an order through a widget, never through the admin API. */
export const CallbackSchema = z.object({
  id: z.string().regex(/^cb_[0-9a-hjkmnp-tv-z]{16}$/, 'must be an id that begins with cb_'),
  /** The hash of the widget it was ordered through. */
  widget: z.string(),
  /** Id of the widget's tool that it was ordered through; null for the widget itself and the page API. */
  tool: z.string().nullable(),
  /** What the tool was called at the last step of the callback. */
  toolTitle: z.string().nullable(),
  office: z.string().nullable(),
  /** The offices that may be rung, as `line` of a manager's leg counts them; null for an order of an older version. */
  offices: z.array(z.string()).nullable(),
  phone: ShownPhoneSchema,
  name: z.string().nullable(),
  comment: z.string().nullable(),
  status: z.enum(CALLBACK_STATUSES),
  reason: z.enum(CALLBACK_REASONS).nullable(),
  /** Why it needed a manager's word; empty for one that needed none. */
  doubts: z.array(z.enum(ORDER_DOUBTS)),
  attempt: z.number().int().min(0),
  createdAt: InstantSchema,
  scheduledAt: InstantSchema,
  /** When the present status began. */
  changedAt: InstantSchema,
  /** How long manager and visitor talked, seconds; null until they did. */
  talkS: z.number().int().min(0).nullable(),
  /** True if they talked for as long as the widget calls a success; null until they have talked. */
  success: z.boolean().nullable(),
  /** Set by the manager's digits. */
  tags: z.array(z.enum(['smartcall', 'smartcall_night'])),
  /** Those that are over, the oldest first. */
  attempts: z.array(AttemptSchema),
  page: UrlSchema,
  touch: TouchSchema.nullable(),
  /** The campaign whose number the visitor saw. */
  campaign: z.string().nullable(),
  visitor: z.string().nullable(),
  /** `param1` to `param3`, as the order brought them. */
  extra: z.record(z.string(), z.string()),
  /** What the visitor agreed to: the version of the text, when, and on which page; null for an order of an older version. */
  consent: ConsentGivenSchema.nullable(),
});
export type Callback = z.output<typeof CallbackSchema>;
