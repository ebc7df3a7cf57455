import { z } from 'zod';
import { E164Schema } from '../../../shared/contract/fields.ts';
import { MAX_SPOKEN, type SimulatorGesture } from '../../../shared/contract/simulator.ts';

const leg = z.string().max(64);

const GestureSchema = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['answer', 'decline', 'hangup']), leg }),
  z.object({ type: z.literal('call'), from: E164Schema, to: E164Schema }),
  z.object({
    type: z.literal('hurry'),
    callback: z.string().regex(/^cb_[0-9a-hjkmnp-tv-z]{16}$/),
    widget: z.string().max(64),
  }),
  z.object({ type: z.literal('say'), leg, text: z.string().trim().min(1).max(MAX_SPOKEN) }),
  z.object({ type: z.literal('digit'), leg, digit: z.string().length(1) }),
]);

/** What a hand did to a telephone, or null if the message says nothing of the kind. */
export function parseGesture(message: string): SimulatorGesture | null {
  try {
    return GestureSchema.parse(JSON.parse(message)) as SimulatorGesture;
  } catch {
    return null;
  }
}
