import { z } from 'zod';
import { InstantSchema, TouchSchema, UrlSchema } from '../fields.ts';
import { ConsentGivenSchema, IdSchema, ShownEmailSchema, ShownPhoneSchema } from './common.ts';

/** How somebody made a contact known: by an inbound call, by ordering one, by leaving it, or in a chat. */
export const LEAD_KINDS = ['call', 'callback', 'request', 'chat'] as const;
export type LeadKind = (typeof LEAD_KINDS)[number];

/** A contact made known, with where it came from. */
export const LeadSchema = z.object({
  id: IdSchema('lead'),
  kind: z.enum(LEAD_KINDS),
  /** Id of the call or the callback, or of the communication that an outside system told of; null for `POST /v1/leads`. */
  source: z.string().nullable(),
  createdAt: InstantSchema,
  /** Null if the caller hides it, or if there is an e-mail address alone. */
  phone: ShownPhoneSchema.nullable(),
  email: ShownEmailSchema.nullable(),
  name: z.string().nullable(),
  comment: z.string().nullable(),
  site: IdSchema('site').nullable(),
  /** Its hash; null for a call. */
  widget: z.string().nullable(),
  office: z.string().nullable(),
  /** The campaign whose number the visitor saw. */
  campaign: z.string().nullable(),
  visitor: z.string().nullable(),
  touch: TouchSchema.nullable(),
  /** Where it was left; null for a call. */
  page: UrlSchema.nullable(),
  consent: ConsentGivenSchema.nullable(),
});
export type Lead = z.output<typeof LeadSchema>;
