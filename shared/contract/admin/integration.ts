import { z } from 'zod';
import { E164Schema } from '../fields.ts';
import { IdSchema, NameSchema } from './common.ts';

/** Providers that reach us from outside; the simulator needs no integration. */
export const TELEPHONY_INTEGRATIONS = ['twilio', 'webhook'] as const;
export type TelephonyIntegration = (typeof TELEPHONY_INTEGRATIONS)[number];
/** `messenger` carries chats and offline requests. */
export const INTEGRATION_PROVIDERS = [...TELEPHONY_INTEGRATIONS, 'messenger'] as const;
export type IntegrationProvider = (typeof INTEGRATION_PROVIDERS)[number];

/** Whether calls are told of by it, and made. */
export function isTelephony(provider: IntegrationProvider): provider is TelephonyIntegration {
  return TELEPHONY_INTEGRATIONS.some((name) => name === provider);
}

const Secret = z.string().min(16).max(128);

/** What a callback needs on top: without it the integration only tells of calls. */
const Outgoing = {
  /** Of `webhook`: where your gateway takes commands; `https`, and reachable from outside. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .nullable()
    .default(null),
  /** Of `twilio`: the account. */
  accountSid: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/, 'must be AC and 32 hexadecimal digits')
    .nullable()
    .default(null),
  /** Of `twilio`: the key to make calls with; without one the auth token is used. */
  apiKeySid: z
    .string()
    .regex(/^SK[0-9a-f]{32}$/, 'must be SK and 32 hexadecimal digits')
    .nullable()
    .default(null),
  /** Of `twilio`: one of your numbers there, which both sides see. */
  from: E164Schema.nullable().default(null),
};

/** A telephony provider that tells us of calls, and makes them if it is set up to; or a gateway of messengers. */
export const IntegrationInputSchema = z.strictObject({
  name: NameSchema,
  provider: z.enum(INTEGRATION_PROVIDERS),
  /**
   * Verifies the provider's messages, and signs what is sent to a `webhook`. Of `twilio` the auth token; of `webhook` and `messenger` a Standard Webhooks secret
   * (`whsec_` and base64), made for you if you send none. Only written: it is shown once, with the creation.
   */
  secret: Secret.optional(),
  ...Outgoing,
  /** The secret of `apiKeySid`. Only written, never shown. */
  apiKeySecret: Secret.optional(),
});
export type IntegrationInput = z.infer<typeof IntegrationInputSchema>;

export const IntegrationSchema = z.object({
  id: IdSchema('int'),
  name: NameSchema,
  provider: z.enum(INTEGRATION_PROVIDERS),
  /**
   * Part of the address that the provider calls: `/v1/telephony/{provider}/{key}/events`, and of a `messenger`
   * `/v1/conversations/{key}`.
   */
  key: z.string(),
  /** Null but in the answer to the creation. */
  secret: Secret.nullable(),
  ...Outgoing,
});
export type Integration = z.output<typeof IntegrationSchema>;
