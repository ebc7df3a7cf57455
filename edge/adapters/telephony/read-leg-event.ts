import type { TelephonyIntegration } from '../../../shared/contract/admin/integration.ts';
import type { LegRef } from '../../domain/ports.ts';
import type { ReadLeg, SignedMessage } from './signed-message.ts';
import { readTwilioLeg } from './twilio/read-twilio-leg.ts';
import { readWebhookLeg } from './webhook/read-webhook-leg.ts';

const READERS: Record<TelephonyIntegration, (message: SignedMessage, leg: LegRef) => Promise<ReadLeg>> = {
  twilio: readTwilioLeg,
  webhook: readWebhookLeg,
};

/** Verifies a message about a leg by its provider's own scheme and turns it into our words. */
export function readLegEvent(
  provider: TelephonyIntegration,
  message: SignedMessage,
  leg: LegRef,
): Promise<ReadLeg> {
  return READERS[provider](message, leg);
}
