import { z } from 'zod';
import { InstantSchema } from '../fields.ts';
import { IdSchema, NameSchema } from './common.ts';

/** `whatsapp_personal` is somebody's own telephone: their private chats come in as well (S4-23). */
export const CHANNEL_TYPES = ['site', 'whatsapp', 'whatsapp_personal', 'telegram', 'other'] as const;
export type ChannelType = (typeof CHANNEL_TYPES)[number];

export const CHANNEL_STATUSES = ['connected', 'pairing', 'not_connected'] as const;
export type ChannelStatus = (typeof CHANNEL_STATUSES)[number];

/** What a chat begins with. */
const ScenarioSchema = z.strictObject({
  greeting: z.string().max(1000).default(''),
  /** Asks for a name and a telephone first; without it a CRM cannot tell who writes (S4-49). */
  contactForm: z.boolean().default(true),
});

/** What ends a chat by itself (S4-19). Whoever is named may always end it. */
const ClosingSchema = z.strictObject({
  by: z.enum(['silence', 'employee', 'visitor']).default('silence'),
  /** With `silence`: minutes after the last line. */
  silenceMin: z.number().int().min(1).max(10_080).default(30),
});

/** Where chats and offline requests come from. */
export const ChannelInputSchema = z.strictObject({
  name: NameSchema,
  type: z.enum(CHANNEL_TYPES),
  scenario: ScenarioSchema.prefault({}),
  closing: ClosingSchema.prefault({}),
  /** Who answers: one employee or a group, not both (S4-20). */
  employee: IdSchema('emp').nullable().default(null),
  group: IdSchema('grp').nullable().default(null),
  /** Pages that show it; an empty list is none (S4-21). */
  sites: z.array(IdSchema('site')).max(50).default([]),
  /** The gateway that carries it: an integration with provider `messenger`. A chat of a site may do without. */
  integration: IdSchema('int').nullable().default(null),
  /** Where people write to: a telephone of WhatsApp, a name of Telegram, an address elsewhere. */
  address: z.string().trim().min(1).max(500).nullable().default(null),
});
export type ChannelInput = z.infer<typeof ChannelInputSchema>;

export const ChannelSchema = z.object({
  id: IdSchema('chn'),
  ...ChannelInputSchema.shape,
  status: z.enum(CHANNEL_STATUSES),
  /** Of `pairing`: the text of the QR code to scan, and until when it is good. */
  pairing: z.object({ qr: z.string(), until: InstantSchema }).nullable(),
  /** To copy and to give to people; null while there is nothing to lead to (S4-22). */
  link: z.string().nullable(),
});
export type Channel = z.output<typeof ChannelSchema>;
