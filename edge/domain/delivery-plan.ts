import type { DeliveryOutcome } from './ports.ts';

/** How often, after the attempt before, an undelivered message is tried again: that of Standard Webhooks. */
const PAUSES_MS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].map((s) => s * 1000);
/** A pause is up to this much shorter or longer, so that what failed together does not come back together. */
const JITTER = 0.2;
/** Then nobody waits for the message any more. */
export const GIVE_UP_MS = 5 * 86_400_000;

export type DeliveryStatus = 'waiting' | 'delivered' | 'refused' | 'given_up';

export type DeliveryStep =
  | { status: 'waiting'; dueAt: number }
  | { status: Exclude<DeliveryStatus, 'waiting'>; dueAt: null };

/**
 * What follows from one attempt. `attempts` counts those since the message was made or replayed at `since` (epoch ms),
 * this one included; `chance` is from 0 to 1.
 */
export function planDelivery(
  outcome: DeliveryOutcome['kind'],
  { attempts, since }: { attempts: number; since: number },
  now: number,
  chance: number,
): DeliveryStep {
  if (outcome !== 'retry') return { status: outcome, dueAt: null };
  const pauseMs = PAUSES_MS[attempts - 1] ?? PAUSES_MS.at(-1) ?? 0;
  const dueAt = now + Math.round(pauseMs * (1 - JITTER + 2 * JITTER * chance));
  return dueAt - since > GIVE_UP_MS ? { status: 'given_up', dueAt: null } : { status: 'waiting', dueAt };
}
