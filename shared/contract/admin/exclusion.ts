import { z } from 'zod';
import { IdSchema } from './common.ts';

/** An address or range whose visitors are answered but take no number, or a telephone that is never called. */
export const ExclusionInputSchema = z.strictObject({
  /** `203.0.113.7`, `203.0.113.0/24` or the like of IPv6; or a telephone number in E.164, like `+79161234567`. */
  address: z.string().trim().min(2).max(50),
  note: z.string().trim().max(200).default(''),
});
export type ExclusionInput = z.infer<typeof ExclusionInputSchema>;

export const ExclusionSchema = z.object({ id: IdSchema('exc'), ...ExclusionInputSchema.shape });
export type Exclusion = ExclusionInput & { id: string };
