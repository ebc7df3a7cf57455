import { z } from 'zod';
import { isSilent } from '../../text-placeholders.ts';

/** What the manager hears (S1-55 to S1-58). */
export const IvrSchema = z.strictObject({
  language: z.enum(['ru', 'en']).default('ru'),
  voice: z.enum(['female', 'male']).default('female'),
  before: z.string().max(1000).default('Звонок с {{SERVICE}} {{TITLE}} {{PAUSE}} {{IVR}}'),
  /** One that would say nothing is refused (S1-59). */
  after: z
    .string()
    .max(1000)
    .refine((text) => !isSilent(text), 'would be silent: a placeholder may have nothing to say')
    .default('Ожидайте соединения с клиентом'),
});
export type Ivr = z.infer<typeof IvrSchema>;
