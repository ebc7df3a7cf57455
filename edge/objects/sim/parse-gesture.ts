import { z } from 'zod';
import { E164Schema } from '../../../shared/contract/fields.ts';
import type { SimulatorGesture } from '../../../shared/contract/simulator.ts';

const leg = z.string().max(64);

const GestureSchema = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['answer', 'decline', 'hangup']), leg }),
  z.object({ type: z.literal('call'), from: E164Schema, to: E164Schema }),
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
