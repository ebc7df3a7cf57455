import type { CallbackView } from '../../shared/contract/callback.ts';
import { type CallbackState, canChange } from './callback/state.ts';

/**
 * What the visitor sees of a callback. `etaS` counts from the planned time with the widget's countdown; it is null
 * once the phone rings.
 */
export function viewCallback(
  id: string,
  state: CallbackState,
  office: string | null,
  countdownS: number,
  now: number,
): CallbackView {
  return {
    id,
    status: state.status,
    at: new Date(state.at).toISOString(),
    scheduledAt: new Date(state.scheduledAt).toISOString(),
    attempt: state.attempt,
    etaS: etaS(state, countdownS, now),
    office,
    reason: state.reason,
    can: canChange(state.status) ? ['cancel', 'reschedule'] : [],
  };
}

function etaS({ status, scheduledAt }: CallbackState, countdownS: number, now: number): number | null {
  const isAhead = ['planned', 'due', 'ringing_manager', 'manager_answered'].includes(status);
  return isAhead ? Math.max(0, Math.round((scheduledAt - now) / 1000) + countdownS) : null;
}
