import { z } from 'zod';

const Colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #1f6feb');

/** The looks of the widget (S1-78 to S1-86). */
export const WidgetStyleSchema = z.strictObject({
  accent: Colour.default('#1f5eff'),
  side: z.enum(['left', 'right']).default('right'),
  /** Distance of the launcher from the top of the window, percent (S1-85). */
  offsetPct: z.number().int().min(5).max(95).default(88),
  radiusPx: z.number().int().min(0).max(32).default(10),
});
export type WidgetStyle = z.infer<typeof WidgetStyleSchema>;
