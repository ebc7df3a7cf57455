import { z } from 'zod';
import { MAX_URL, MAX_VALUE, TOUCH_TYPES } from '../touch.ts';

/** Building blocks of the wire schemas. */

export const E164Schema = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be E.164, like +74951234567');
export const InstantSchema = z.iso.datetime({ offset: true });
export const ConsentModeSchema = z.enum(['none', 'memory', 'full']);
export type ConsentMode = z.infer<typeof ConsentModeSchema>;

/** Browser ids carry 128 random bits: 22 characters of base64url behind the kind letter. */
export const VisitorIdSchema = z.string().regex(/^v_[A-Za-z0-9_-]{22}$/, 'must be v_ and 22 characters');

const Text = z.string().max(MAX_VALUE);
const Tag = Text.nullable().default(null);
export const UrlSchema = z.string().max(MAX_URL);

export const PageSchema = z.object({
  url: UrlSchema,
  referrer: UrlSchema.default(''),
  title: Text.default(''),
});
export type Page = z.infer<typeof PageSchema>;

export const TouchSchema = z.object({
  source: Tag,
  medium: Tag,
  campaign: Tag,
  content: Tag,
  term: Tag,
  clickIds: z
    .record(z.string().max(40), Text)
    .refine((ids) => Object.keys(ids).length <= 20, 'at most 20 click ids')
    .default({}),
  referrer: UrlSchema.nullable().default(null),
  landing: UrlSchema.default(''),
  type: z.enum(TOUCH_TYPES),
  ageS: z.number().int().min(0).default(0),
});
