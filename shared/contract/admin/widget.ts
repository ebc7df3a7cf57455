import { z } from 'zod';
import { isSilent } from '../../text-placeholders.ts';
import { IdSchema, NameSchema } from './common.ts';
import { ScenarioSchema } from './scenario.ts';

const Colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #1f6feb');
const Line = z.string().max(300);

export const WidgetBehaviourSchema = z.strictObject({
  /** The countdown shown after an order, seconds (S1-61). */
  countdownS: z.number().int().min(5).max(600).default(26),
});
export type WidgetBehaviour = z.infer<typeof WidgetBehaviourSchema>;

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

export const WidgetStyleSchema = z.strictObject({
  accent: Colour.default('#1f5eff'),
  side: z.enum(['left', 'right']).default('right'),
  /** Distance of the launcher from the top of the window, percent (S1-85). */
  offsetPct: z.number().int().min(5).max(95).default(88),
  radiusPx: z.number().int().min(0).max(32).default(10),
});
export type WidgetStyle = z.infer<typeof WidgetStyleSchema>;

/** What the manager hears (S1-55 to S1-58). */
export const IvrSchema = z.strictObject({
  language: z.enum(['ru', 'en']).default('ru'),
  voice: z.enum(['female', 'male']).default('female'),
  before: z.string().max(1000).default('Звонок с {{SERVICE}} {{TITLE}} {{PAUSE}} {{IVR}}'),
  /** One that would say nothing is refused (S1-59). */
  after: z
    .string()
    .max(1000)
    .refine((text) => !isSilent(text), 'would be silent: a placeholder may have nothing to say')
    .default('Ожидайте соединения с клиентом'),
});
export type Ivr = z.infer<typeof IvrSchema>;

/** Who makes the calls: the simulated telephones, the customer's own exchange by a gateway, or Twilio. */
export const PROVIDERS = ['simulator', 'webhook', 'twilio'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** Where the pages of the site show an office's number, beside what its campaigns say (S1-69). */
const CallTrackingSelectorSchema = z.strictObject({
  office: IdSchema('off'),
  selector: z.string().trim().min(1).max(500),
  /** Dialled when a call to a number of this office is put through; -1 for none. */
  extension: z.number().int().min(-1).max(999_999).default(-1),
});

export const WidgetInputSchema = z.strictObject({
  name: NameSchema,
  site: IdSchema('site'),
  offices: z.array(IdSchema('off')).max(50).default([]),
  callTrackingSelectors: z.array(CallTrackingSelectorSchema).max(50).default([]),
  provider: z.enum(PROVIDERS).default('simulator'),
  /** By which it makes them: an integration of the same provider that can make calls. The simulator needs none. */
  integration: IdSchema('int').nullable().default(null),
  /** Null: calls may come at any time. */
  schedule: IdSchema('sch').nullable().default(null),
  scenario: ScenarioSchema.prefault({}),
  ivr: IvrSchema.prefault({}),
  behaviour: WidgetBehaviourSchema.prefault({}),
  texts: WidgetTextsSchema.default({}),
  style: WidgetStyleSchema.prefault({}),
});
export type WidgetInput = z.infer<typeof WidgetInputSchema>;

export const WidgetSchema = z.object({ id: IdSchema('wdg'), hash: z.string(), ...WidgetInputSchema.shape });
export type Widget = WidgetInput & { id: string; hash: string };
