import { z } from 'zod';

/** Names that people give: one line, shown as text everywhere. */
export const NameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters');

export const IdSchema = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{16}$`), `must be an id that begins with ${prefix}_`);

/** A remark beside an entity: it was saved, but somebody should look. */
export interface Warning {
  code: string;
  path: string;
  message: string;
}
