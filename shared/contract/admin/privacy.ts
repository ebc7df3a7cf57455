import { z } from 'zod';
import { E164Schema, InstantSchema } from '../fields.ts';
import { CreatorSchema } from './access.ts';
import { IdSchema } from './common.ts';

export const PRIVACY_ACTIONS = ['erase', 'export'] as const;
export type PrivacyAction = (typeof PRIVACY_ACTIONS)[number];

/** What a person asks of whoever keeps their data: to be forgotten, or to be told what is kept. */
export const PrivacyInputSchema = z.strictObject({ action: z.enum(PRIVACY_ACTIONS), phone: E164Schema });
export type PrivacyInput = z.infer<typeof PrivacyInputSchema>;

export const PRIVACY_STATUSES = ['running', 'done'] as const;

/** What was found of the person in one table of one kind of object. */
const PrivacyLineSchema = z.object({
  /** `account`, `callback`, `pool`, `delivery`, `simulator` or `guard`. */
  object: z.string(),
  table: z.string(),
  found: z.number().int().min(0),
  /** What is gone; of an export none. */
  erased: z.number().int().min(0),
});
export type PrivacyLine = z.infer<typeof PrivacyLineSchema>;

/** Such a request with how far it has come. The telephone is not in it. */
export const PrivacyRequestSchema = z.object({
  id: IdSchema('prv'),
  action: z.enum(PRIVACY_ACTIONS),
  status: z.enum(PRIVACY_STATUSES),
  /** Stands for the telephone: a MAC, the same for the same one. */
  subject: z.string(),
  createdAt: InstantSchema,
  createdBy: CreatorSchema.nullable(),
  endedAt: InstantSchema.nullable(),
  /** Objects that were looked at, of how many; an erasure begins anew until it finds nothing more. */
  progress: z.object({ done: z.number().int().min(0), of: z.number().int().min(0) }),
  report: z.array(PrivacyLineSchema),
  /** How long what was found can be read, of an export. */
  expiresAt: InstantSchema.nullable(),
});
export type PrivacyRequest = z.infer<typeof PrivacyRequestSchema>;

export const PrivacyPageSchema = z.strictObject({ cursor: z.string().max(20).optional() });

/** What was found, a page of it: rows as they are kept. */
export const PrivacyDataSchema = z.object({
  items: z.array(z.object({ object: z.string(), table: z.string(), row: z.record(z.string(), z.unknown()) })),
  nextCursor: z.string().nullable(),
});
