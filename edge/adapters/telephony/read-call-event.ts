import type { TelephonyIntegration } from '../../../shared/contract/admin/integration.ts';
import type { ReadOutcome, SignedMessage } from './signed-message.ts';
import { readTwilioEvent } from './twilio/read-twilio-event.ts';
import { readWebhookEvent } from './webhook/read-webhook-event.ts';

const READERS: Record<TelephonyIntegration, (message: SignedMessage) => Promise<ReadOutcome>> = {
  twilio: readTwilioEvent,
  webhook: readWebhookEvent,
};

/** Verifies a message by its provider's own scheme and turns it into our words. */
export function readCallEvent(provider: TelephonyIntegration, message: SignedMessage): Promise<ReadOutcome> {
  return READERS[provider](message);
}
