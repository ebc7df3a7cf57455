import { z } from 'zod';
import { IdSchema, NameSchema } from './common.ts';
import { WidgetStyleSchema } from './widget-style.ts';

export const StyleInputSchema = z.strictObject({
  name: NameSchema,
  style: WidgetStyleSchema.prefault({}),
  /** The style that it was made from, if it still tells somebody something. */
  basedOn: IdSchema('sty').nullable().default(null),
});
export type StyleInput = z.infer<typeof StyleInputSchema>;

/** A saved style (S1-81 to S1-83). Every widget that names it wears it, and changes with it. */
export const StyleSchema = z.object({
  id: IdSchema('sty'),
  ...StyleInputSchema.shape,
  /** Whose it is: another account than the own where somebody with the right to made it here. */
  madeBy: z.object({ account: z.string(), token: z.string() }),
  createdAt: z.iso.datetime(),
});
export type Style = z.infer<typeof StyleSchema>;

/** `POST …/styles/check`: what would become of a style, and what would be said of it, if it were saved. */
export const StyleCheckSchema = z.strictObject({ style: WidgetStyleSchema.prefault({}) });
export type StyleCheck = z.infer<typeof StyleCheckSchema>;

export const StyleCheckAnswerSchema = z.object({
  style: WidgetStyleSchema,
  warnings: z.array(z.object({ code: z.string(), path: z.string(), message: z.string() })),
});
