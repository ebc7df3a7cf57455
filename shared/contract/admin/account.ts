import { z } from 'zod';
import { FeaturesSchema } from './access.ts';
import { NameSchema } from './common.ts';

const CountrySchema = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters, like RU');

/** `POST /admin/v1/accounts`, by the operator of the deployment. */
export const AccountInputSchema = z.strictObject({
  name: NameSchema,
  /** IANA time zone: days and working hours of the account are counted in it. */
  timeZone: z
    .string()
    .max(64)
    .regex(/^[A-Za-z]/, 'must be an IANA time zone, like Europe/Moscow')
    .refine(isTimeZone, 'must be an IANA time zone, like Europe/Moscow'),
  /** ISO 3166 code of the country whose numbers may be typed the national way. */
  country: CountrySchema,
});
export type AccountInput = z.infer<typeof AccountInputSchema>;

/** By what calls are attributed and tagged. A change holds for calls that are judged after it. */
const AttributionSchema = z.strictObject({
  /** Who held the number this many seconds before a call may still have made it. */
  lateWindowS: z
    .number()
    .int()
    .min(0)
    .max(7 * 86_400)
    .default(86_400),
  /** A caller not seen for so many days is unique (S2-55). */
  uniqueDays: z.number().int().min(1).max(3650).default(180),
  /** A talk of so many seconds is a target call (S2-55). */
  targetS: z.number().int().min(1).max(14_400).default(120),
});
export type AttributionRules = z.infer<typeof AttributionSchema>;

/** Of what the account is told by an event. */
const AlertsSchema = z.strictObject({
  /**
   * The share of newcomers without a number of their own, above which a pool is told of; null turns that off. It has
   * no default of its own, so that null in a merge patch means null; who sets nothing has that of `DEFAULT_ALERTS`.
   */
  fallbackShare: z.number().min(0).max(1).nullable().default(null),
});
export type AlertRules = z.infer<typeof AlertsSchema>;

/** How the account's offices are written to. */
const MailSchema = z.strictObject({
  /** `auto` is what is spoken in the account's country. */
  language: z.enum(['auto', 'ru', 'en']).default('auto'),
});
export type MailRules = z.infer<typeof MailSchema>;

export const LINE_TYPES = ['fixed', 'mobile', 'voip'] as const;
export type LineType = (typeof LINE_TYPES)[number];

/** What ordered calls may go to and cost. Days and hours are rolling: the last 24 hours, the last 60 minutes. */
const OrdersSchema = z.strictObject({
  /** Countries that are called, ISO 3166; none: the account's own. */
  countries: z.array(CountrySchema).max(250).default([]),
  /** Kinds of lines that are called. Premium, shared-cost, satellite and personal numbers never are. */
  lineTypes: z.array(z.enum(LINE_TYPES)).default(['fixed', 'mobile']),
  /** Orders of one widget in an hour that are dialled by themselves; a manager is asked about any further one. */
  perWidgetHour: z.number().int().min(0).max(100_000).default(30),
  /** The same for the whole account in a day. */
  perDay: z.number().int().min(0).max(1_000_000).default(300),
  /** What one callback is reckoned to cost, all attempts together, in minor units of the currency. */
  callPrice: z.number().int().min(0).max(1_000_000).default(1_000),
  /** No more than this is spent on callbacks in a day, minor units; nothing gets past it, a manager's word neither. */
  spendPerDay: z.number().int().min(0).max(1_000_000_000).default(300_000),
});
export type OrderRules = z.infer<typeof OrdersSchema>;

const days = (preset: number, min: number, max = 3650) => z.number().int().min(min).max(max).default(preset);

/** How long what tells of people is kept, days. What is older goes by itself, a day later at most. */
const KeepDaysSchema = z.strictObject({
  /** Inbound calls; what providers sent of them goes after 30 days. */
  calls: days(365, 30),
  callbacks: days(365, 7),
  leads: days(365, 7),
  /** The proof that somebody agreed: longer than what they left. */
  consents: days(1095, 30),
  /** Who was promised which number. */
  leases: days(90, 7, 90),
  /** Of calls, callbacks and leads 30 days at most. */
  events: days(90, 7, 90),
  audit: days(365, 30),
});
export type KeepDays = z.infer<typeof KeepDaysSchema>;

/** How the account treats what tells of people. */
const PrivacySchema = z.strictObject({
  /** Telephones and e-mail addresses of visitors are shown to those alone who have the right `calls:hide`. */
  hidePhones: z.boolean().default(false),
  keepDays: KeepDaysSchema.prefault({}),
});
export type PrivacyRules = z.infer<typeof PrivacySchema>;

export const DEFAULT_PRIVACY: PrivacyRules = PrivacySchema.parse({});
export const DEFAULT_ATTRIBUTION: AttributionRules = { lateWindowS: 86_400, uniqueDays: 180, targetS: 120 };
export const DEFAULT_ALERTS: AlertRules = { fallbackShare: 0.05 };
export const DEFAULT_MAIL: MailRules = { language: 'auto' };
export const DEFAULT_ORDERS: OrderRules = {
  countries: [],
  lineTypes: ['fixed', 'mobile'],
  perWidgetHour: 30,
  perDay: 300,
  callPrice: 1_000,
  spendPerDay: 300_000,
};

/** What `PATCH /admin/v1/accounts/{account}` may change. */
export const AccountSettingsSchema = AccountInputSchema.extend({
  attribution: AttributionSchema.default(DEFAULT_ATTRIBUTION),
  alerts: AlertsSchema.default(DEFAULT_ALERTS),
  mail: MailSchema.default(DEFAULT_MAIL),
  orders: OrdersSchema.default(DEFAULT_ORDERS),
  privacy: PrivacySchema.default(DEFAULT_PRIVACY),
});
export type AccountSettings = z.infer<typeof AccountSettingsSchema>;

export const AccountSchema = z.object({
  id: z.string(),
  ...AccountSettingsSchema.shape,
  /** What the operator of the server has switched on. */
  features: FeaturesSchema,
});
export type Account = z.infer<typeof AccountSchema>;

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false; // a RangeError is how Intl says that it does not know the zone
  }
}
