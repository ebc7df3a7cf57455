import type { IntegrationKind } from './integration-kind.ts';
import { GATEWAY } from './kinds/gateway.tsx';
import { SIMULATOR } from './kinds/simulator.tsx';
import { TWILIO } from './kinds/twilio.tsx';

/** Every kind of integration, a file each; a new one is added here, and to `GROUPS` if it is of another sort. */
export const INTEGRATION_KINDS: readonly IntegrationKind[] = [SIMULATOR, TWILIO, GATEWAY];
