import type { CallbackView } from '../../shared/contract/callback.ts';
import { type CallbackState, canChange } from './callback.ts';
import { DIAL_ETA_S } from './limits.ts';

/** What the visitor sees of a callback. `etaS` is an honest estimate, and null once the phone rings. */
export function viewCallback(
  id: string,
  state: CallbackState,
  office: string | null,
  now: number,
): CallbackView {
  return {
    id,
    status: state.status,
    at: new Date(state.at).toISOString(),
    scheduledAt: new Date(state.scheduledAt).toISOString(),
    attempt: state.attempt,
    etaS: etaS(state, now),
    office,
    reason: state.reason,
    can: canChange(state.status) ? ['cancel', 'reschedule'] : [],
  };
}

function etaS({ status, scheduledAt }: CallbackState, now: number): number | null {
  const isAhead = ['planned', 'due', 'ringing_manager', 'manager_answered'].includes(status);
  return isAhead ? Math.max(0, Math.round((scheduledAt - now) / 1000) + DIAL_ETA_S) : null;
}
