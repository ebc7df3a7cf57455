import { z } from 'zod';
import { InstantSchema } from '../fields.ts';
import { IdSchema } from './common.ts';
import { COMMUNICATION_KINDS } from './communication.ts';
import { CRM_ENTITIES, TemplateSchema } from './crm-fields.ts';

const ExistingSchema = z.strictObject({
  kind: z.enum(CRM_ENTITIES),
  status: z.string().max(100).nullable().default(null),
  funnel: z.string().max(100).nullable().default(null),
  isClosed: z.boolean().default(false),
});

/** What the rules of a CRM would do with a communication of the past. Nothing is written. */
export const RulePreviewInputSchema = z.strictObject({
  integration: IdSchema('int'),
  communication: IdSchema('com'),
  /** What the CRM is to have of the person, the newest first; nothing makes it a first contact. */
  existing: z.array(ExistingSchema).max(20).default([]),
});
export type RulePreviewInput = z.infer<typeof RulePreviewInputSchema>;

export const RulePreviewSchema = z.object({
  decision: z.enum(['writes', 'waits', 'nothing']),
  /** Of `waits`. */
  until: InstantSchema.nullable(),
  /** Why, step by step. */
  because: z.array(z.object({ code: z.string(), text: z.string() })),
  /** What would be written, in this order. */
  steps: z.array(z.object({ step: z.string(), text: z.string() })),
});
export type RulePreview = z.output<typeof RulePreviewSchema>;

const KindSchema = z.enum(COMMUNICATION_KINDS);

/** A template, to be seen before it is saved: with a communication of the past, or with samples (S4-45). */
export const TemplatePreviewInputSchema = z.strictObject({
  template: TemplateSchema,
  kind: KindSchema.default('call'),
  /** Its kind goes before `kind`. */
  communication: IdSchema('com').nullable().default(null),
});
export type TemplatePreviewInput = z.infer<typeof TemplatePreviewInputSchema>;

export const TemplatePreviewSchema = z.object({
  /** Null if it failed, or came to nothing. */
  text: z.string().nullable(),
  /** Counted from 1. */
  fault: z.object({ line: z.number().int(), column: z.number().int(), message: z.string() }).nullable(),
  /** What wrote `None` here; might do so for others of the kind; does so for all of them. */
  wroteNone: z.array(z.string()),
  mayWriteNone: z.array(z.string()),
  alwaysNone: z.array(z.string()),
});

export const VariablesInputSchema = z.strictObject({ kind: KindSchema.default('call') });
export type VariablesInput = z.infer<typeof VariablesInputSchema>;

/** What templates about a kind of communication can name (S3-19). */
export const VariablesSchema = z.object({
  variables: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      sample: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
      mayBeAbsent: z.boolean(),
    }),
  ),
  filters: z.array(z.string()),
});
