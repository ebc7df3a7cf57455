import { z } from 'zod';

/** When the widget is shown, and how it behaves (S1-60 to S1-70). */
export const WidgetBehaviourSchema = z.strictObject({
  /** The countdown shown after an order, seconds (S1-61). */
  countdownS: z.number().int().min(5).max(600).default(26),
});
export type WidgetBehaviour = z.infer<typeof WidgetBehaviourSchema>;
