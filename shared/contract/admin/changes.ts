import { z } from 'zod';

/** `GET …/{id}/changes` takes nothing. */
export const ChangesInputSchema = z.strictObject({});

/** Who changed an entity last: names of fields only, because a value may be a telephone. */
export const ChangesSchema = z.object({
  /** The newest first, 20 at most. */
  changes: z.array(
    z.object({
      at: z.iso.datetime(),
      /** Name of the person, or of the token. */
      by: z.string(),
      /** `create`, `update`, or the name of an action. */
      verb: z.string(),
      /** Of the first level. */
      fields: z.array(z.string()),
    }),
  ),
});
export type Changes = z.infer<typeof ChangesSchema>;
