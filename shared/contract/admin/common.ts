import { z } from 'zod';
import { InstantSchema, UrlSchema } from '../fields.ts';

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

/** A telephone in E.164; for who may not see it, all but its beginning and its last four digits are dots. */
export const ShownPhoneSchema = z
  .string()
  .regex(/^\+([1-9]\d{6,14}|\d{0,8}•••\d{4})$/, 'must be E.164, like +74951234567');

/** An e-mail address; for who may not see it, what stands before the @ is its first letter and dots. */
export const ShownEmailSchema = z.string().max(260);

/** What a visitor agreed to: the version of the text, when, and on which page. */
export const ConsentGivenSchema = z.object({ text: z.string(), givenAt: InstantSchema, page: UrlSchema });

/** A remark beside an entity: it was saved, but somebody should look. */
export interface Warning {
  code: string;
  path: string;
  message: string;
}
