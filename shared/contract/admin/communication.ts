import { z } from 'zod';
import { E164Schema, InstantSchema, TouchSchema } from '../fields.ts';
import { IdSchema } from './common.ts';

export const COMMUNICATION_KINDS = ['call', 'callback', 'request', 'chat'] as const;

const NamedSchema = z.object({ id: z.string(), name: z.string() });

/** A call, a callback, an offline request or a chat as the rules of a CRM see it. */
export const CommunicationSchema = z.object({
  id: IdSchema('com'),
  kind: z.enum(COMMUNICATION_KINDS),
  /** Id of the call, callback or lead that it is; of a chat what its gateway calls it. */
  source: z.string(),
  phase: z.enum(['start', 'message', 'end']),
  direction: z.enum(['in', 'out']),
  startedAt: InstantSchema,
  endedAt: InstantSchema.nullable(),
  contact: z.object({
    name: z.string().nullable(),
    phones: z.array(E164Schema),
    emails: z.array(z.string()),
  }),
  calledNumber: E164Schema.nullable(),
  site: NamedSchema.nullable(),
  campaign: NamedSchema.nullable(),
  office: NamedSchema.nullable(),
  channel: NamedSchema.extend({ type: z.string() }).nullable(),
  widget: NamedSchema.nullable(),
  tool: z.string().nullable(),
  touch: TouchSchema.nullable(),
  page: z.string().nullable(),
  /** The employee who took the call that succeeded, or who answered the chat. */
  responsible: z.string().nullable(),
  talkS: z.number().int().min(0).nullable(),
  success: z.boolean().nullable(),
  recording: z.string().nullable(),
  tags: z.array(z.string()),
  text: z.string().nullable(),
  lines: z.array(
    z.object({
      id: z.string(),
      at: InstantSchema,
      from: z.enum(['visitor', 'employee', 'system']),
      author: z.string().nullable(),
      text: z.string(),
    }),
  ),
});
export type CommunicationView = z.output<typeof CommunicationSchema>;
