import { whyUnable } from '../../domain/callback/rules.ts';
import { type CallbackInput, canChange } from '../../domain/callback/state.ts';
import { BUSY_MS } from '../../domain/limits.ts';
import type { Env } from '../../env.ts';
import { permitRing } from '../guard/permit-ring.ts';
import type { AdvanceParts } from './advance-callback.ts';
import { ringOf } from './apply-transition.ts';
import { watchUnable } from './unable-widget.ts';

export interface StartParts extends AdvanceParts {
  env: Env;
  advance(id: string, input: CallbackInput): void;
}

/**
 * Starts an attempt whose time has come. One widget rings no more telephones at once than its scenario says, and none
 * that may not ring; who has no turn yet, or about whom nobody can be asked, waits for the next.
 */
export async function startAttempt(parts: StartParts, id: string): Promise<void> {
  const { env, storage, store, timers, stamp, advance } = parts;
  const config = store.readConfig();
  const callback = store.read(id);
  if (!config || !callback || !canChange(callback.state.status)) return;
  const isUnable = whyUnable(config) !== null;
  const isFree = !isUnable && store.countUnderWay() < config.scenario.maxAtOnce;
  const permit = isFree ? await permitRing(env, ringOf(callback, config)) : 'unknown';
  // Moved or called off while others were asked: whatever is to come has a timer of its own.
  const { status, scheduledAt } = callback.state;
  const latest = store.read(id)?.state;
  if (latest?.status !== status || latest.scheduledAt !== scheduledAt) return;
  if (permit === 'free') advance(id, { kind: 'due' });
  else if (permit !== 'unknown') advance(id, { kind: 'forbid', reason: permit });
  else {
    storage.transactionSync(() => {
      if (isUnable) watchUnable(parts);
      timers.set('due', id, stamp() + BUSY_MS);
    });
  }
}
