import { whyUnable } from '../../domain/callback/rules.ts';
import type { CallbackInput } from '../../domain/callback/state.ts';
import { UNABLE_MS } from '../../domain/limits.ts';
import type { AdvanceParts } from './advance-callback.ts';

/** The timer after which the orders of a widget end that cannot make calls any more. */
export const UNABLE_TIMER = 'unable';
/** So many end in one run of the alarm. */
const SLICE = 100;

/**
 * A widget that has lost its last office or its integration, as a deleted one has, may have another in a moment: who
 * changes an office takes one away and adds one. If it has none by the time of the timer, nobody will ever call those
 * who wait. Call inside a transaction whenever the configuration may have changed.
 */
export function watchUnable({
  store,
  timers,
  stamp,
}: Pick<AdvanceParts, 'store' | 'timers' | 'stamp'>): void {
  const config = store.readConfig();
  if (config && whyUnable(config) !== null) timers.setOnce(UNABLE_TIMER, '', stamp() + UNABLE_MS);
  else timers.clear(UNABLE_TIMER, '');
}

/** Ends whatever waits at a widget that still cannot make calls. The account is told, and so its offices are. */
export function endUnable(
  { store, timers, stamp }: Pick<AdvanceParts, 'store' | 'timers' | 'stamp'>,
  advance: (id: string, input: CallbackInput) => void,
): void {
  const config = store.readConfig();
  const reason = config && whyUnable(config);
  if (!reason) return;
  for (const id of store.listWaiting(SLICE)) advance(id, { kind: 'forbid', reason });
  if (store.listWaiting(1).length > 0) timers.set(UNABLE_TIMER, '', stamp() + 1);
}
