import { z } from 'zod';
import { InstantSchema } from '../fields.ts';
import { IdSchema } from './common.ts';

/**
 * Digits that begin with a country code, eleven or more, nothing else: `71234567890` (S5-13). E.164 has fifteen at most.
 */
export const RobocallPhoneSchema = z.string().superRefine((text, context) => {
  const message = faultOfPhone(text);
  if (message !== null) context.addIssue({ code: 'custom', message, params: { code: 'invalid_phone' } });
});

function faultOfPhone(text: string): string | null {
  if (/^[1-79]\d{10,14}$/.test(text)) return null;
  if (/^8\d{10}$/.test(text)) return `begins with a country code: write 7${text.slice(1)}`;
  if (/^\+\d+$/.test(text)) return `has no plus: write ${text.slice(1)}`;
  if (/^(?=.*[ ()-])\+?\d[\d ()-]+$/.test(text))
    return 'has digits alone, without spaces, brackets and dashes';
  return 'must be 11 to 15 digits that begin with a country code, like 71234567890';
}

/** What one digit does; `{}` is nothing. More than one action at a digit is refused (S5-22, S5-35). */
export const DigitActionSchema = z
  .strictObject({
    /** Id of another record to play. */
    record: z.string().regex(/^\d{1,12}$/, 'must be the id of a record'),
    /** Whom the call is put through to. */
    managerPhone: RobocallPhoneSchema,
    /** What is sent to the client. */
    smsText: z.string().min(1).max(1000),
    /** The client will never be called by this number again. */
    needBlock: z.union([z.literal(1), z.literal('1'), z.literal(true)]),
  })
  .partial()
  .refine((action) => Object.keys(action).length <= 1, 'a digit has one action');
export type DigitAction = z.output<typeof DigitActionSchema>;

/** Each entry belongs to the digit that is its index, 0 to 9 (S5-24). */
export const DigitActionsSchema = z.array(DigitActionSchema).max(10, 'there are ten digits, 0 to 9');

export const ROBOCALL_STATUSES = [
  'planned',
  'awaiting_moderation',
  'calling',
  'answered',
  'completed',
  'not_answered',
  'cancelled',
  'failed',
  'unknown_outcome',
] as const;
export type RobocallStatus = (typeof ROBOCALL_STATUSES)[number];

export const RobocallSchema = z.object({
  id: IdSchema('rbc'),
  integration: IdSchema('int'),
  /** The number that calls, and who is called, in digits. */
  number: z.string(),
  phone: z.string(),
  /** The vendor's id of what is played. */
  record: z.string(),
  actions: z.array(DigitActionSchema),
  status: z.enum(ROBOCALL_STATUSES),
  /** The vendor's own word for it, as it came. */
  vendorStatus: z.string().nullable(),
  /** Why it failed. */
  detail: z.string().nullable(),
  vendorCall: z.string().nullable(),
  createdAt: InstantSchema,
  answeredAt: InstantSchema.nullable(),
  finishedAt: InstantSchema.nullable(),
  digit: z.string().nullable(),
  recording: z.string().nullable(),
  cost: z.number().nullable(),
});
export type Robocall = z.output<typeof RobocallSchema>;
