import { z } from 'zod';
import { E164Schema, InstantSchema } from '../fields.ts';
import { IdSchema } from './common.ts';

export const NUMBER_KINDS = ['own', 'bought', 'virtual'] as const;
export const NUMBER_STATUSES = ['not_connected', 'active', 'disabled', 'moving'] as const;

const Label = z.string().trim().max(60).nullable().default(null);

/** A number that the account brings along; one of its own starts `not_connected` (S2-8). */
export const NumberInputSchema = z.strictObject({
  e164: E164Schema,
  /** `bought` numbers come of a purchase; one that is brought along is `own` or `virtual`. */
  kind: z.enum(NUMBER_KINDS).default('own'),
  status: z.enum(['not_connected', 'active', 'disabled']).default('not_connected'),
  region: Label,
  operator: Label,
  /** In minor units of the account's currency: what it was bought for, or what its owner notes. */
  cost: z.number().int().min(0).max(100_000_000).default(0),
});
export type NumberInput = z.infer<typeof NumberInputSchema>;

export const NumberSchema = z.object({
  id: IdSchema('num'),
  ...NumberInputSchema.shape,
  kind: z.enum(NUMBER_KINDS),
  status: z.enum(NUMBER_STATUSES),
  /** The active campaign that uses the number. */
  campaign: IdSchema('cmp').nullable(),
  /** True if some active campaign gives it out as a fallback. */
  shield: z.boolean(),
  /** When it was last given to a visitor. */
  lastIssueAt: InstantSchema.nullable(),
  /** How often it was given to a visitor in the last week. */
  issues: z.number().int().min(0),
  lastCallAt: InstantSchema.nullable(),
  /** Calls to it in the last week. */
  calls: z.number().int().min(0),
});
export type PhoneNumber = z.infer<typeof NumberSchema>;
