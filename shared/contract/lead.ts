import { z } from 'zod';
import { E164Schema, PageSchema, TouchSchema } from './fields.ts';

const Short = z.string().max(100);

/**
 * `POST /v1/leads`: a visitor leaves a contact, and nobody is called by itself. The header Idempotency-Key is required.
 * A telephone or an e-mail address has to be there.
 */
export const LeadRequestSchema = z
  .object({
    site: z.string().max(64),
    widget: z.string().max(64),
    phone: E164Schema.nullable().default(null),
    email: z.email().max(254).nullable().default(null),
    name: Short.nullable().default(null),
    comment: z.string().max(512).nullable().default(null),
    consent: z.object({ text: Short, given: z.boolean() }).nullable().default(null),
    page: PageSchema,
    touch: TouchSchema.nullable().default(null),
    lease: z.string().max(1024).nullable().default(null),
    /** A honeypot: people leave it empty. */
    hp: z.string().max(512).default(''),
  })
  .refine(({ phone, email }) => phone !== null || email !== null, {
    path: ['phone'],
    message: 'a telephone or an e-mail address is needed',
  });
export type LeadRequest = z.infer<typeof LeadRequestSchema>;

/** The 202 answer. */
export interface LeadAccepted {
  id: string;
}
