import { z } from 'zod';
import { IdSchema } from './common.ts';
import { WidgetStyleSchema } from './widget-style.ts';
import { WidgetTextsSchema } from './widget-texts.ts';

/** What is to be seen on a page of the widget's site before it is saved. */
export const PreviewInputSchema = z.strictObject({
  widget: IdSchema('wdg'),
  /** The page, on a host of the widget's site. */
  url: z.url({ protocol: /^https?$/ }).max(2048),
  /** Null: what the widget wears. */
  style: WidgetStyleSchema.nullable().default(null),
  /** Null: what the widget says. */
  texts: WidgetTextsSchema.nullable().default(null),
});
export type PreviewInput = z.infer<typeof PreviewInputSchema>;

export const PreviewSchema = z.object({
  id: IdSchema('pvw'),
  /** Of the widget. */
  site: IdSchema('site'),
  ...PreviewInputSchema.shape,
  /** The page with the token in its address. Only in the answer that makes it. */
  link: z.string().optional(),
  createdAt: z.iso.datetime(),
  /** An hour later; the link then shows the page as everybody sees it. */
  expiresAt: z.iso.datetime(),
});
export type Preview = z.infer<typeof PreviewSchema>;
