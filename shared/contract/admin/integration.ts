import { z } from 'zod';
import { IdSchema, NameSchema } from './common.ts';

/** Providers that reach us from outside; the simulator needs no integration. */
export const INTEGRATION_PROVIDERS = ['twilio', 'webhook'] as const;
export type IntegrationProvider = (typeof INTEGRATION_PROVIDERS)[number];

const Secret = z.string().min(16).max(128);

/** A telephony provider that tells us of calls. */
export const IntegrationInputSchema = z.strictObject({
  name: NameSchema,
  provider: z.enum(INTEGRATION_PROVIDERS),
  /**
   * Verifies the provider's messages. Of `twilio` the auth token; of `webhook` a Standard Webhooks secret
   * (`whsec_` and base64), made for you if you send none. Only written: it is shown once, with the creation.
   */
  secret: Secret.optional(),
});
export type IntegrationInput = z.infer<typeof IntegrationInputSchema>;

export const IntegrationSchema = z.object({
  id: IdSchema('int'),
  name: NameSchema,
  provider: z.enum(INTEGRATION_PROVIDERS),
  /** Part of the address that the provider calls: `/v1/telephony/{provider}/{key}/events`. */
  key: z.string(),
  /** Null but in the answer to the creation. */
  secret: Secret.nullable(),
});
export type Integration = z.output<typeof IntegrationSchema>;
