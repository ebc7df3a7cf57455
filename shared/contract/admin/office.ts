import { z } from 'zod';
import { E164Schema } from '../fields.ts';
import { IdSchema, NameSchema } from './common.ts';

const NotificationSchema = z.strictObject({
  email: z.email().max(254),
  on: z.enum(['success', 'failure', 'all']),
});

/** A real place that answers calls: a phone or a SIP address (S2-19, S2-21). */
export const OfficeInputSchema = z.strictObject({
  name: NameSchema,
  phone: E164Schema.nullable().default(null),
  sip: z
    .string()
    .max(254)
    .regex(/^sips?:[^\s@]+@[^\s@]+$/, 'must be a SIP address, like sip:desk@pbx.example')
    .nullable()
    .default(null),
  extension: z
    .string()
    .regex(/^\d{1,10}$/, 'must be up to 10 digits')
    .nullable()
    .default(null),
  notifications: z.array(NotificationSchema).max(20).default([]),
});
export type OfficeInput = z.infer<typeof OfficeInputSchema>;

export const OfficeSchema = z.object({ id: IdSchema('off'), ...OfficeInputSchema.shape });
export type Office = OfficeInput & { id: string };
