import { z } from 'zod';
import { TOUCH_TYPES } from '../../touch.ts';
import { DEVICES } from './condition.ts';
import { PageRulesSchema } from './page-rule.ts';

const Country = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166 country like DE');
const DelayS = z.number().int().min(0).max(3600);

/** When the widget is shown, and how it behaves (S1-60 to S1-70). An empty list allows everything. */
export const WidgetBehaviourSchema = z.strictObject({
  /** The countdown shown after an order, seconds (S1-61). */
  countdownS: z.number().int().min(5).max(600).default(26),
  /** Opens by itself after so long on the page, seconds (S1-62); null: never. */
  openAfterS: DelayS.nullable().default(60),
  /** Opens when the visitor is about to leave (S1-63). */
  onExit: z.boolean().default(false),
  /** Opens when so much of the page has been scrolled, percent. */
  onScrollPct: z.number().int().min(1).max(100).nullable().default(null),
  /** Opens after so long without a movement, seconds. */
  onIdleS: DelayS.nullable().default(null),
  /** The larger card that opens by itself after its own delay (S1-66). */
  activePlus: z.strictObject({ on: z.boolean().default(false), delayS: DelayS.default(10) }).prefault({}),
  /** By itself it opens at most so often (S1-64). */
  onceADay: z.boolean().default(false),
  showsPerDay: z.number().int().min(1).max(100).default(4),
  showsPerSession: z.number().int().min(1).max(100).default(1),
  /** Whether the visitor may choose an office, or has to (S1-65). */
  officeChoice: z.enum(['hidden', 'offered', 'forced']).default('offered'),
  asksName: z.boolean().default(false),
  asksComment: z.boolean().default(false),
  /** Kinds of traffic that see the widget (S1-67). */
  channels: z.array(z.enum(TOUCH_TYPES)).max(TOUCH_TYPES.length).default([]),
  devices: z.array(z.enum(DEVICES)).max(DEVICES.length).default([]),
  /** Where the visitor must be (S1-68). Cities as the edge names them, whatever their case. */
  countries: z.array(Country).max(250).default([]),
  cities: z.array(z.string().trim().min(1).max(100)).max(200).default([]),
  /** Addresses and ranges that do not see it (S1-68). */
  blockedAddresses: z.array(z.string().trim().min(2).max(64)).max(200).default([]),
  /** Countries whose telephones may be typed; the first is preset, empty: the account's own is, and all may be. */
  phoneCountries: z.array(Country).max(250).default([]),
  rules: PageRulesSchema,
});
export type WidgetBehaviour = z.infer<typeof WidgetBehaviourSchema>;

/** What the page itself judges: the rest is judged at the edge, and no page is told of it. */
export type PublicBehaviour = Omit<WidgetBehaviour, 'countries' | 'cities' | 'blockedAddresses'>;
