import { z } from 'zod';

/** Names that people give: one line, shown as text everywhere. */
export const NameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused; \p{Cc} would need a flag, which a pattern of JSON Schema cannot carry
  .regex(/^[^\u0000-\u001f\u007f-\u009f]*$/, 'must not contain control characters');

export const IdSchema = (prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{16}$`), `must be an id that begins with ${prefix}_`);

/** A remark beside an entity: it was saved, but somebody should look. */
export interface Warning {
  code: string;
  path: string;
  message: string;
}
