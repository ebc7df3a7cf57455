import { z } from 'zod';
import { InstantSchema } from '../fields.ts';
import { IdSchema } from './common.ts';

/** Money is counted in minor units of the account's currency, as everywhere; more than this is a slip of the hand. */
export const MAX_AMOUNT = 100_000_000_000;

const Amount = z.number().int().min(-MAX_AMOUNT).max(MAX_AMOUNT);
const Reason = z.string().trim().min(1).max(200);

/** One line of the account's ledger. Lines are added and never changed. */
export const LedgerEntrySchema = z.object({
  id: IdSchema('led'),
  at: InstantSchema,
  /** `charge` takes, `credit` gives, `correction` does either by the operator's word. */
  kind: z.enum(['charge', 'credit', 'correction']),
  /** Minor units; below zero for what is taken. */
  amount: Amount,
  /** After this line, minor units. */
  balance: z.number().int(),
  reason: Reason,
  /** What it is about, for instance the id of a purchase. */
  subject: z.string().max(100).nullable(),
  /** Name of the token, of the person, or `operator`. */
  madeBy: z.string(),
});
export type LedgerEntry = z.infer<typeof LedgerEntrySchema>;

/** What the operator writes: a credit gives, a correction may also take. */
export const LedgerInputSchema = z.strictObject({
  kind: z.enum(['credit', 'correction']).default('credit'),
  amount: Amount.refine((amount) => amount !== 0, 'must not be zero'),
  reason: Reason,
  subject: z.string().trim().min(1).max(100).nullable().default(null),
});
export type LedgerInput = z.infer<typeof LedgerInputSchema>;

/** What there is to spend, minor units. */
export const BalanceSchema = z.object({
  /** By the ledger. */
  balance: z.number().int(),
  /** Set aside for purchases whose outcome is still open. */
  held: z.number().int().min(0),
  /** What a purchase may cost now. */
  available: z.number().int(),
});
export type Balance = z.infer<typeof BalanceSchema>;
