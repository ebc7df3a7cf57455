import { z } from 'zod';
import { IdSchema, NameSchema } from './common.ts';
import { HolidayStylesSchema } from './holiday-style.ts';
import { IvrSchema } from './ivr.ts';
import { ScenarioSchema } from './scenario.ts';
import { WidgetBehaviourSchema } from './widget-behaviour.ts';
import { WidgetStyleSchema } from './widget-style.ts';
import { WidgetTextsSchema } from './widget-texts.ts';
import { WidgetToolsSchema } from './widget-tool.ts';

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
  /** Of the widget, whatever its pages speak; null: what the tag, the page or the browser asks for. */
  language: z
    .string()
    .regex(/^[a-z]{2}$/, 'must be a two-letter language')
    .nullable()
    .default(null),
  tools: WidgetToolsSchema,
  style: WidgetStyleSchema.prefault({}),
  /** The saved style that it wears. A change of `style` alone takes it off; naming one puts it on, whatever `style` says. */
  styleId: IdSchema('sty').nullable().default(null),
  holidayStyles: HolidayStylesSchema,
});
export type WidgetInput = z.infer<typeof WidgetInputSchema>;

export const WidgetSchema = z.object({ id: IdSchema('wdg'), hash: z.string(), ...WidgetInputSchema.shape });
export type Widget = WidgetInput & { id: string; hash: string };
