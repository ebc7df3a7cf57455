import { z } from 'zod';
import { InstantSchema, UrlSchema } from '../fields.ts';
import { IdSchema, ShownEmailSchema, ShownPhoneSchema } from './common.ts';

/** What somebody agreed to when they left their contact: the proof of it, which outlives what they left. */
export const ConsentSchema = z.object({
  id: IdSchema('con'),
  kind: z.enum(['callback', 'request']),
  /** Id of the callback or the lead. */
  source: z.string(),
  phone: ShownPhoneSchema.nullable(),
  email: ShownEmailSchema.nullable(),
  /** Version of the text. */
  text: z.string(),
  givenAt: InstantSchema,
  page: UrlSchema,
  site: IdSchema('site').nullable(),
  /** Its hash. */
  widget: z.string(),
});
export type Consent = z.output<typeof ConsentSchema>;
