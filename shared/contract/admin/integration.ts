import { z } from 'zod';
import { E164Schema } from '../fields.ts';
import { IdSchema, NameSchema } from './common.ts';
import { CRM_VENDORS, CrmSettingsSchema, type CrmVendor } from './crm-settings.ts';

/** Providers that reach us from outside; the simulator needs no integration. */
export const TELEPHONY_INTEGRATIONS = ['twilio', 'webhook'] as const;
export type TelephonyIntegration = (typeof TELEPHONY_INTEGRATIONS)[number];
/** `messenger` carries chats and offline requests. */
export const INTEGRATION_PROVIDERS = [...TELEPHONY_INTEGRATIONS, 'messenger', ...CRM_VENDORS] as const;
export type IntegrationProvider = (typeof INTEGRATION_PROVIDERS)[number];

/** Whether calls are told of by it, and made. */
export function isTelephony(provider: IntegrationProvider): provider is TelephonyIntegration {
  return TELEPHONY_INTEGRATIONS.some((name) => name === provider);
}

/** Whether communications are written into it. */
export function isCrm(provider: IntegrationProvider): provider is CrmVendor {
  return CRM_VENDORS.some((name) => name === provider);
}

/** A password of AutoCRM may be shorter than the 16 characters that all others have at least. */
const Secret = z.string().min(1).max(500);

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

/** Of a CRM; null elsewhere. */
const Crm = {
  /** The portal (S4-6) or the dealer's installation (S3-12): a domain, or an address without a path. */
  domain: z.string().trim().min(1).max(260).nullable().default(null),
  /** Of `bitrix24`: whose app is installed there (S4-2). */
  region: z.enum(['international', 'uae']).nullable().default(null),
  /** Of `autocrm`: the API user, whose password is the secret (S3-12). */
  login: z.string().trim().min(1).max(200).nullable().default(null),
  /** What is written into it, and when. */
  crm: CrmSettingsSchema.nullable().default(null),
};

/** A telephony provider that tells us of calls, and makes them if it is set up to; a gateway of messengers; or a CRM. */
export const IntegrationInputSchema = z.strictObject({
  name: NameSchema,
  provider: z.enum(INTEGRATION_PROVIDERS),
  /**
   * Verifies the provider's messages, and signs what is sent to a `webhook`. Of `twilio` the auth token; of `webhook` and `messenger` a Standard Webhooks secret
   * (`whsec_` and base64), made for you if you send none; of `autocrm` the password, of `bitrix24` the `user/token` of an incoming webhook. Only written: it is shown once, with the creation.
   */
  secret: Secret.optional(),
  ...Outgoing,
  ...Crm,
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
  ...Crm,
});
export type Integration = z.output<typeof IntegrationSchema>;
