import { z } from 'zod';
import { NameSchema } from './common.ts';

/** `POST /admin/v1/accounts`, by the operator of the deployment. */
export const AccountInputSchema = z.strictObject({
  name: NameSchema,
  /** IANA time zone: days and working hours of the account are counted in it. */
  timeZone: z
    .string()
    .max(64)
    .regex(/^[A-Za-z]/, 'must be an IANA time zone, like Europe/Moscow')
    .refine(isTimeZone, 'must be an IANA time zone, like Europe/Moscow'),
  /** ISO 3166 code of the country whose numbers may be typed the national way. */
  country: z.string().regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters, like RU'),
});
export type AccountInput = z.infer<typeof AccountInputSchema>;

export const AccountSchema = z.object({ id: z.string(), ...AccountInputSchema.shape });
export type Account = z.infer<typeof AccountSchema>;

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false; // a RangeError is how Intl says that it does not know the zone
  }
}
