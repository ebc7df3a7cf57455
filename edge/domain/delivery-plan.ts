import type { PauseCause } from '../../shared/contract/admin/event.ts';
import type { DeliveryOutcome } from './ports.ts';

/** How often, after the attempt before, an undelivered message is tried again: that of Standard Webhooks. */
const PAUSES_MS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].map((s) => s * 1000);
/** A pause is up to this much shorter or longer, so that what failed together does not come back together. */
const JITTER = 0.2;
/** Then nobody waits for the message any more. */
export const GIVE_UP_MS = 5 * 86_400_000;

/** A webhook at which nothing has arrived for so long is paused: what waits there is kept for when it works again. */
export const FAILING_MS = 3 * 86_400_000;

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

/** What `planDelivery` says of a message, not before the other side wants it (`afterMs`), and of a test, which is tried once. */
export function planOnce(
  step: DeliveryStep,
  { afterMs = 0, isTest, now }: { afterMs?: number; isTest: boolean; now: number },
): DeliveryStep {
  if (step.status !== 'waiting') return step;
  if (isTest) return { status: 'given_up', dueAt: null };
  return { status: 'waiting', dueAt: Math.max(step.dueAt, now + afterMs) };
}

/** Whether a webhook is to be paused after a failure. `failingSince` is when the first failure since a success was, epoch ms. */
export function causeToPause(isGone: boolean, failingSince: number | null, now: number): PauseCause | null {
  if (isGone) return 'gone';
  return failingSince !== null && now - failingSince >= FAILING_MS ? 'failing' : null;
}
