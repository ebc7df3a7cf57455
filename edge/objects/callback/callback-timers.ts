import type { CallbackInput } from '../../domain/callback/state.ts';
import type { Env } from '../../env.ts';
import type { Timer } from '../timers.ts';
import type { AdvanceParts } from './advance-callback.ts';
import { FORGET_TIMER, forgetEnded } from './forget-callbacks.ts';
import { startAttempt } from './start-attempt.ts';
import type { Telephony } from './telephony.ts';
import { endUnable, UNABLE_TIMER } from './unable-widget.ts';

export interface CallbackTimerParts extends AdvanceParts {
  env: Env;
  telephony: Pick<Telephony, 'onTimer'>;
  advance(id: string, input: CallbackInput): void;
  waitUntil(work: Promise<unknown>): void;
}

/** Whoever outside has not answered by then does so beside the rest. */
const PATIENCE_MS = 1_000;
/** After a crash what was being sent is sent again this much later at most. */
const LOOK_AGAIN_MS = 15_000;

/**
 * What the timers of a widget's callbacks do, for one run of the alarm. What asks somebody outside is waited for a moment
 * in all, and then goes on beside the rest: a provider that does not answer delays no other timer.
 */
export function callbackTimers(parts: CallbackTimerParts): (timer: Timer) => Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
  return async ({ kind, key }) => {
    const asking = kind === 'outbox' ? drain(parts) : parts.telephony.onTimer(kind, key);
    if (asking) {
      parts.waitUntil(asking);
      await Promise.race([asking, patience]);
    } else if (kind === 'due') await startAttempt(parts, key);
    else if (kind === FORGET_TIMER) forgetEnded(parts, Number(key));
    else if (kind === UNABLE_TIMER) endUnable(parts, parts.advance);
    else if (kind === 'step' || kind === 'timeout' || kind === 'expire') parts.advance(key, { kind });
  };
}

/** The timer is set anew first, in case that the end is never heard of. */
function drain({ outbox, timers, stamp }: CallbackTimerParts): Promise<void> {
  const now = stamp();
  timers.set('outbox', '', now + LOOK_AGAIN_MS);
  return outbox.drain(now);
}
