import { z } from 'zod';
import { E164Schema, InstantSchema, TouchSchema } from '../fields.ts';
import { IdSchema, ShownPhoneSchema } from './common.ts';

/** How a call ended, by its provider's word; of two words that contradict each other the earlier one here stands. */
export const CALL_OUTCOMES = ['completed', 'busy', 'no_answer', 'cancelled', 'failed'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

export const CALL_STATUSES = ['ringing', 'talking', ...CALL_OUTCOMES, 'unknown'] as const;
export type CallStatus = (typeof CALL_STATUSES)[number];

/** How sure the attribution of a call is, in the order in which the verdicts are tried. */
export const VERDICTS = ['exact', 'static', 'repeat', 'late', 'ambiguous', 'fallback', 'none'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const CALL_TAGS = ['unique', 'target', 'unique_target'] as const;
export type CallTag = (typeof CALL_TAGS)[number];

export const CALL_PROVIDERS = ['simulator', 'twilio', 'webhook'] as const;
export type CallProvider = (typeof CALL_PROVIDERS)[number];

const OwnTagsSchema = z
  .array(z.string().trim().min(1).max(40))
  .max(20)
  .refine((tags) => new Set(tags).size === tags.length, 'each tag once');

/** What people add to a call. */
export const CallInputSchema = z.strictObject({ ownTags: OwnTagsSchema.default([]) });
export type CallInput = z.infer<typeof CallInputSchema>;

/** A visitor who held the number and may have called. */
const HolderSchema = z.object({
  visitor: z.string(),
  session: z.string(),
  campaign: z.string(),
  office: z.string(),
  /** When the number stopped being theirs. */
  until: InstantSchema,
});

/** An inbound call as the account lists it. It comes about by the events of a telephony provider. */
export const CallSchema = z.object({
  id: IdSchema('call'),
  /** The number that was dialled; null while the provider has not said. */
  number: E164Schema.nullable(),
  /** Null if the caller hides the number. */
  caller: ShownPhoneSchema.nullable(),
  startedAt: InstantSchema,
  answeredAt: InstantSchema.nullable(),
  endedAt: InstantSchema.nullable(),
  /** Seconds of talk; null while there was none. */
  talkS: z.number().int().min(0).nullable(),
  status: z.enum(CALL_STATUSES),
  /** Null for the moment between the call and its attribution. */
  verdict: z.enum(VERDICTS).nullable(),
  campaign: z.string().nullable(),
  office: z.string().nullable(),
  visitor: z.string().nullable(),
  session: z.string().nullable(),
  touch: TouchSchema.nullable(),
  /** Of a `late` or `ambiguous` call: who may have called, each with its share of 1. */
  candidates: z.array(HolderSchema.extend({ share: z.number().min(0).max(1) })),
  /** Of a call that is attributed otherwise: earlier holders of the number inside the late window. */
  others: z.array(HolderSchema),
  tags: z.array(z.enum(CALL_TAGS)),
  /** What people have tagged it with. */
  ownTags: OwnTagsSchema,
  /** Its caller is shown only to those who may hide calls. */
  hidden: z.boolean(),
  provider: z.enum(CALL_PROVIDERS),
  /** The integration that told of it; null for the simulator. */
  integration: z.string().nullable(),
  /** Null as well for who may not download recordings. */
  recordingUrl: z.string().nullable(),
});
export type Call = z.output<typeof CallSchema>;
