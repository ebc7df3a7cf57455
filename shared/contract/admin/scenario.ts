import { z } from 'zod';
import { RETRY_OUTCOMES } from '../../retry-outcomes.ts';

const Digit = z.string().regex(/^[0-9]$/, 'must be one digit');
const optionalDigit = (preset: string | null) => Digit.nullable().default(preset);
const DelayS = z.number().int().min(0).max(30).default(3);

/** No telephone rings longer, seconds: after that mailboxes answer, and nobody comes any more. */
const MAX_RING_S = 45;

/** What a digit of the manager's can be for. */
export const SMARTCALL_ACTIONS = ['connect', 'info', 'cancel', 'reschedule', 'tag', 'nightTag'] as const;
export type SmartCallAction = (typeof SMARTCALL_ACTIONS)[number];
/** The digits that mean something, by what they are for. */
export type SmartCallKeys = Partial<Record<SmartCallAction, string>>;

/** Digits by which the manager says what is to happen (S1-40 to S1-46). */
export const SmartCallSchema = z.strictObject({
  /** Off: whoever answers is connected at once. */
  on: z.boolean().default(true),
  /** Digits may be spoken as well (S1-42). */
  speech: z.boolean().default(false),
  connect: Digit.default('5'),
  /** Speaks what the order says; `auto` speaks it without being asked (S1-43). */
  info: z
    .union([Digit, z.literal('auto')])
    .nullable()
    .default(null),
  /** Ends this call and all later attempts (S1-44). */
  cancel: optionalDigit('7'),
  /** Moves the call to the next convenient time; pressed again, to the one after (S1-45). */
  reschedule: optionalDigit(null),
  /** Tags the call (S1-46). */
  tag: optionalDigit(null),
  nightTag: optionalDigit(null),
});
export type SmartCall = z.infer<typeof SmartCallSchema>;

/** Extra information that is spoken by itself has no digit. */
export function keysOf(smartCall: SmartCall): SmartCallKeys {
  const keys: SmartCallKeys = {};
  for (const action of SMARTCALL_ACTIONS) {
    const digit = smartCall[action];
    if (digit !== null && digit !== 'auto') keys[action] = digit;
  }
  return keys;
}

/** After a failed attempt (S1-49 to S1-52). */
export const RetriesSchema = z.strictObject({
  /** Minutes after the end of an attempt; the first is the second attempt's. */
  afterMin: z.array(z.number().int().min(1).max(1440)).max(10).default([]),
  /** Which ends of an attempt lead to another one. */
  on: z
    .array(z.string().regex(/^\d{3}-\d{1,3}$/, 'must be two codes like 200-486'))
    .max(100)
    .default([...RETRY_OUTCOMES]),
});

/** Before an action, seconds; an exchange may need them (S1-53, S1-54). */
export const DelaysSchema = z.strictObject({
  managerS: DelayS,
  extensionS: DelayS,
  visitorS: DelayS,
  ivrS: DelayS,
});

/** How the two legs are called. */
export const ScenarioSchema = z
  .strictObject({
    /** Who is called first, or both at once. */
    order: z.enum(['manager_first', 'visitor_first', 'parallel']).default('manager_first'),
    /** Offices one after another, a different one each attempt, or all of them until one answers. */
    offices: z.enum(['in_order', 'in_turn', 'all_at_once']).default('in_order'),
    smartCall: SmartCallSchema.prefault({}),
    /** How often the prompt is spoken (S1-47). */
    promptRepeats: z.number().int().min(1).max(30).default(16),
    /** How long each leg rings, seconds. */
    ringS: z.number().int().min(10).max(MAX_RING_S).default(MAX_RING_S),
    /** A shorter talk is no success, seconds (S1-50). */
    successS: z.number().int().min(0).max(600).default(30),
    retries: RetriesSchema.prefault({}),
    delays: DelaysSchema.prefault({}),
    /** Calls of this widget that ring or talk at the same time. */
    maxAtOnce: z.number().int().min(1).max(50).default(2),
  })
  .superRefine(({ smartCall }, context) => {
    const seen = new Set<string>();
    for (const action of SMARTCALL_ACTIONS) {
      const digit = smartCall[action];
      if (digit === null || digit === 'auto') continue;
      const path = ['smartCall', action];
      if (seen.has(digit))
        context.addIssue({ code: 'custom', path, message: `${digit} does something else already` });
      seen.add(digit);
    }
  });
export type Scenario = z.infer<typeof ScenarioSchema>;
