import { z } from 'zod';

const Colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #1f6feb');
const RadiusPx = z.number().int().min(0).max(32);

/** Parts with a colour of their own (S1-86). What is null follows the accent, or the sheet. */
export const STYLE_COLOURS = [
  'orderButton',
  'activeWidget',
  'widgetButton',
  'mobile',
  'activePlus',
  'text',
  'timer',
  'convenientTime',
  'links',
] as const;
export type StyleColour = (typeof STYLE_COLOURS)[number];

export const STYLE_FONTS = ['system', 'serif', 'rounded', 'page'] as const;
export const STYLE_ENTRIES = ['none', 'fade', 'slide', 'zoom'] as const;

/** The looks of the widget (S1-78 to S1-86). */
export const WidgetStyleSchema = z.strictObject({
  accent: Colour.default('#1f5eff'),
  colours: z
    .strictObject(
      Object.fromEntries(STYLE_COLOURS.map((part) => [part, Colour.nullable().default(null)])) as Record<
        StyleColour,
        z.ZodDefault<z.ZodNullable<typeof Colour>>
      >,
    )
    .prefault({}),
  side: z.enum(['left', 'right']).default('right'),
  /** Distance of the launcher from the top of the window, percent (S1-85). */
  offsetPct: z.number().int().min(5).max(95).default(88),
  radius: z
    .strictObject({
      buttonPx: RadiusPx.default(10),
      windowPx: RadiusPx.default(0),
      inputPx: RadiusPx.default(3),
    })
    .prefault({}),
  font: z.enum(STYLE_FONTS).default('system'),
  size: z.enum(['small', 'medium', 'large']).default('medium'),
  shadow: z.enum(['none', 'soft', 'strong']).default('soft'),
  zIndex: z.number().int().min(0).max(2_147_483_647).default(2_147_483_000),
  /** What is shown (S1-84). */
  show: z
    .strictObject({
      orderButton: z.boolean().default(true),
      /** The launcher opened as a small card, without a click. */
      activeWidget: z.boolean().default(false),
      /** Also outside working hours; then with the night text. */
      activeAlways: z.boolean().default(false),
      timer: z.boolean().default(true),
      convenientTime: z.boolean().default(true),
    })
    .prefault({}),
  isTranslucent: z.boolean().default(false),
  isSimpleAfterOrder: z.boolean().default(false),
  entry: z.enum(STYLE_ENTRIES).default('slide'),
  /** An upload of the account, by its key. */
  background: z.string().max(64).nullable().default(null),
  /** The owner's own rules, as they were read and written again: nothing else is stored (S1-80). */
  css: z.string().max(20_000).default(''),
});
export type WidgetStyle = z.infer<typeof WidgetStyleSchema>;
