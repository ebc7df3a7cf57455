import { z } from 'zod';

const Line = z.string().max(300);

export const WIDGET_TEXT_KEYS = ['launcher', 'title', 'lead', 'caption', 'button', 'disclaimer'] as const;
export type WidgetTextKey = (typeof WIDGET_TEXT_KEYS)[number];

/** The owner's own texts per language; what is absent comes from the built-in dictionary. */
export const WidgetTextsSchema = z.record(
  z.string().regex(/^[a-z]{2}$/, 'must be a two-letter language'),
  z.strictObject({
    launcher: Line.optional(),
    title: Line.optional(),
    lead: Line.optional(),
    caption: Line.optional(),
    button: Line.optional(),
    disclaimer: z.string().max(1000).optional(),
  }),
);
export type WidgetTexts = z.infer<typeof WidgetTextsSchema>;
