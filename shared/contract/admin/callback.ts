import { z } from 'zod';
import { CALLBACK_REASONS, CALLBACK_STATUSES } from '../callback.ts';
import { E164Schema, InstantSchema, TouchSchema, UrlSchema } from '../fields.ts';

/** A callback as the account lists it; it comes about by an order through a widget, never through the admin API. */
export const CallbackSchema = z.object({
  id: z.string().regex(/^cb_[0-9a-hjkmnp-tv-z]{16}$/, 'must be an id that begins with cb_'),
  /** The hash of the widget it was ordered through. */
  widget: z.string(),
  office: z.string().nullable(),
  phone: E164Schema,
  name: z.string().nullable(),
  comment: z.string().nullable(),
  status: z.enum(CALLBACK_STATUSES),
  reason: z.enum(CALLBACK_REASONS).nullable(),
  attempt: z.number().int().min(0),
  createdAt: InstantSchema,
  scheduledAt: InstantSchema,
  /** When the present status began. */
  changedAt: InstantSchema,
  /** How long manager and visitor talked, seconds; null until they did. */
  talkS: z.number().int().min(0).nullable(),
  page: UrlSchema,
  touch: TouchSchema.nullable(),
  /** The campaign whose number the visitor saw. */
  campaign: z.string().nullable(),
  visitor: z.string().nullable(),
});
export type Callback = z.output<typeof CallbackSchema>;
