import { z } from 'zod';
import { IdSchema } from './admin/common.ts';
import { E164Schema, InstantSchema, TouchSchema, UrlSchema } from './fields.ts';

/** What an outside system tells of chats and offline requests: `POST /v1/conversations/{integrationKey}`, signed. */

const Contact = z.strictObject({
  name: z.string().trim().max(100).nullable().default(null),
  phone: E164Schema.nullable().default(null),
  email: z.email().max(254).nullable().default(null),
});

const Told = {
  /** As the outside system calls the chat or the request; the same one in all that is told of it. */
  conversation: z.string().min(1).max(128),
  channel: IdSchema('chn'),
  occurredAt: InstantSchema,
  contact: Contact.prefault({}),
  /** Who answers it. */
  employee: IdSchema('emp').nullable().default(null),
  site: IdSchema('site').nullable().default(null),
  page: UrlSchema.nullable().default(null),
  touch: TouchSchema.nullable().default(null),
};
const Line = {
  text: z.string().trim().min(1).max(4000),
  from: z.enum(['visitor', 'employee', 'system']).default('visitor'),
  author: z.string().max(100).nullable().default(null),
};

export const ConversationEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('chat.started'), ...Told }),
  z.strictObject({ type: z.literal('chat.message'), ...Told, ...Line }),
  z.strictObject({
    type: z.literal('chat.finished'),
    ...Told,
    /** Who ended it. */
    by: z.enum(['employee', 'visitor', 'system']).default('system'),
  }),
  z.strictObject({ type: z.literal('request.created'), ...Told, text: z.string().max(4000).default('') }),
  z.strictObject({
    type: z.literal('channel.changed'),
    channel: IdSchema('chn'),
    occurredAt: InstantSchema,
    status: z.enum(['connected', 'pairing', 'not_connected']),
    /** With `pairing`: what the QR code says, and for how long it is good. */
    qr: z.string().max(2000).nullable().default(null),
    ttlS: z.number().int().min(1).max(3600).default(60),
  }),
]);
export type ConversationEvent = z.output<typeof ConversationEventSchema>;
