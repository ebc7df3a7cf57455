import type { DeliveryOutcome } from '../../domain/ports.ts';
import { logError } from '../../log.ts';

/** An adapter turns failures into outcomes; what it did not foresee is tried again. */
export function failedAttempt(error: unknown): DeliveryOutcome {
  logError('delivery')(error);
  return { kind: 'retry', detail: 'It could not be sent by a fault of this server.' };
}
