import { z } from 'zod';
import { InstantSchema } from '../fields.ts';
import { IdSchema, NameSchema } from './common.ts';
import { EVENT_TYPES, type EventType } from './event.ts';

/** `standard`: signed JSON in our envelope. `classic`: the owner's own names for fields of a call. */
export const WEBHOOK_FORMS = ['standard', 'classic'] as const;
export type WebhookForm = (typeof WEBHOOK_FORMS)[number];

/** What a classic webhook can be told of. */
export const CLASSIC_EVENTS: readonly EventType[] = ['call.started', 'call.ended'];

/** What a parameter of a classic webhook can carry. All are texts; what is not known is empty. */
export const CALL_FIELDS = [
  'event',
  'event_id',
  'occurred_at',
  'account',
  'call_id',
  'provider',
  'caller',
  'number',
  'started_at',
  'started_at_unix',
  'answered_at',
  'ended_at',
  'duration_s',
  'talk_s',
  'status',
  'verdict',
  'tags',
  'campaign',
  'campaign_name',
  'office',
  'office_name',
  'visitor',
  'session',
  'source_type',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'gclid',
  'yclid',
  'referrer',
  'landing',
  'recording_url',
] as const;
export type CallField = (typeof CALL_FIELDS)[number];

export const CONTENT_TYPES = ['application/json', 'application/x-www-form-urlencoded'] as const;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const PRINTABLE = /^[^\u0000-\u0020\u007f]*$/;

const ParameterSchema = z.strictObject({
  /** The owner's name for it. */
  name: z
    .string()
    .min(1)
    .max(100)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'must not contain control characters'),
  field: z.enum(CALL_FIELDS),
});

/** A request as the owner describes it (S2-91…S2-96). */
export const ClassicRequestSchema = z.strictObject({
  protocol: z.enum(['http', 'https']).default('https'),
  /** A domain or an address, and a port after a colon if it is not the protocol's own. */
  host: z.string().trim().min(1).max(260).regex(PRINTABLE, 'must be a domain or an address'),
  /** Everything up to the question mark. */
  path: z.string().max(1000).regex(PRINTABLE, 'must not contain spaces').default('/'),
  method: z.enum(['GET', 'POST']).default('POST'),
  /** Of the body, with `POST`. */
  contentType: z.enum(CONTENT_TYPES).default('application/json'),
  parameters: z.array(ParameterSchema).max(50).default([]),
});
export type ClassicRequest = z.infer<typeof ClassicRequestSchema>;

export const WebhookInputSchema = z.strictObject({
  name: NameSchema,
  form: z.enum(WEBHOOK_FORMS).default('standard'),
  /** Of `standard`: `https`, and reachable from outside. */
  url: z.string().trim().max(2048).nullable().default(null),
  events: z.array(z.enum(EVENT_TYPES)).min(1).max(EVENT_TYPES.length),
  /** Of `classic`. */
  request: ClassicRequestSchema.nullable().default(null),
  /** A GET that carries `caller` writes telephones into the logs of every server on its way: say that you know it. */
  acknowledgePhoneInUrl: z.boolean().default(false),
});
export type WebhookInput = z.infer<typeof WebhookInputSchema>;

export const WebhookSchema = z.object({
  id: IdSchema('whk'),
  ...WebhookInputSchema.shape,
  status: z.enum(['active', 'paused']),
  /** `owner`, `failing` (nothing has arrived for three days) or `gone` (it answered 410); null while it is active. */
  pausedBy: z.enum(['owner', 'failing', 'gone']).nullable(),
  /** Null but in the answers to the creation and to `rotate`. */
  secret: z.string().nullable(),
  /** Until then messages are signed with the secret before as well; null if there is none. */
  oldSecretUntil: InstantSchema.nullable(),
  /** Messages that arrived, and attempts that failed. Tests do not count. */
  sent: z.number().int().min(0),
  failed: z.number().int().min(0),
  /** Of the last attempt; null if nothing answered. */
  lastStatus: z.number().int().nullable(),
  lastAttemptAt: InstantSchema.nullable(),
  /** Since when nothing has arrived; null if the last message did. */
  failingSince: InstantSchema.nullable(),
  /** When the last test was asked for. */
  testedAt: InstantSchema.nullable(),
});
export type Webhook = z.output<typeof WebhookSchema>;
