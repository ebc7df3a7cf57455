import { z } from 'zod';
import { IdSchema, NameSchema } from './common.ts';

/** What may be uploaded, as its first bytes say; whatever else a file is called, it is refused. */
export const UPLOAD_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'audio/mpeg', 'audio/wav'] as const;
export type UploadType = (typeof UPLOAD_TYPES)[number];

/** An image or a sound of the account; the file itself is at `/u/{key}`. */
export const UploadSchema = z.object({
  id: IdSchema('upl'),
  key: z.string(),
  name: NameSchema,
  type: z.enum(UPLOAD_TYPES),
  sizeBytes: z.number().int(),
  /** Who uploaded it: the name of the token. */
  madeBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type Upload = z.infer<typeof UploadSchema>;
