import { z } from 'zod';

const Line = z.string().max(300);
const LongLine = z.string().max(1000);

export const WIDGET_TEXT_KEYS = ['launcher', 'title', 'lead', 'caption', 'button', 'disclaimer'] as const;
export type WidgetTextKey = (typeof WIDGET_TEXT_KEYS)[number];

/** What made the widget open by itself, where it has texts of its own (S1-71). */
export const TEXT_SCENARIOS = ['active', 'activePlus', 'auto', 'exit', 'scroll', 'idle'] as const;
export type TextScenario = (typeof TEXT_SCENARIOS)[number];

/** Lines that can be switched off without losing their text (S1-76). */
export const SWITCHABLE_TEXTS = ['caption', 'disclaimer', 'adDisclaimer', 'signature'] as const;
export type SwitchableText = (typeof SWITCHABLE_TEXTS)[number];

const Heading = z.strictObject({ title: Line.optional(), lead: Line.optional() });

/** One language. What is absent comes from the built-in dictionary; an empty text shows nothing (S1-76). */
export const WidgetWordsSchema = z.strictObject({
  launcher: Line.optional(),
  title: Line.optional(),
  lead: Line.optional(),
  caption: Line.optional(),
  button: Line.optional(),
  disclaimer: LongLine.optional(),
  adDisclaimer: LongLine.optional(),
  signature: Line.optional(),
  /** Outside working hours. */
  night: z.strictObject({ ...Heading.shape, button: Line.optional() }).optional(),
  holiday: Heading.optional(),
  scenarios: z.partialRecord(z.enum(TEXT_SCENARIOS), Heading).optional(),
  off: z.array(z.enum(SWITCHABLE_TEXTS)).max(SWITCHABLE_TEXTS.length).optional(),
});
export type WidgetWords = z.infer<typeof WidgetWordsSchema>;

/** The owner's own texts per language. */
export const WidgetTextsSchema = z.record(
  z.string().regex(/^[a-z]{2}$/, 'must be a two-letter language'),
  WidgetWordsSchema,
);
export type WidgetTexts = z.infer<typeof WidgetTextsSchema>;
