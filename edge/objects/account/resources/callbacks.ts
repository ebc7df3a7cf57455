import { decideOrder } from '../orders/decide-order.ts';
import { refuse } from '../refused.ts';
import type { ResourceRules } from '../resource-rules.ts';

/**
 * Callbacks come about by orders; the admin API shows them, and passes a manager's word on to the object that owns them.
 * Its facts tell what became of it.
 */
export const callbackRules: ResourceRules<'callbacks'> = {
  present: () => (callback) => ({
    ...callback,
    tool: callback.tool ?? null,
    toolTitle: callback.toolTitle ?? null,
    offices: callback.offices ?? null,
    doubts: callback.doubts ?? [],
    createdAt: toInstant(callback.createdAt),
    scheduledAt: toInstant(callback.scheduledAt),
    changedAt: toInstant(callback.changedAt),
    attempts: callback.attempts.map((past) => ({
      ...past,
      startedAt: toInstant(past.startedAt),
      endedAt: toInstant(past.endedAt),
      recording: past.recording ?? null,
      legs: past.legs.map((leg) => ({ ...leg, digits: leg.digits ?? '' })),
    })),
    extra: callback.extra ?? {},
    consent: callback.consent ? { ...callback.consent, givenAt: toInstant(callback.consent.givenAt) } : null,
  }),
  act: ({ account, now, owe }, callback, action) => {
    if (callback.status !== 'needs_confirmation') {
      refuse('conflict', 'This callback does not wait for a word.');
    }
    return decideOrder(callback, action === 'decline' ? 'decline' : 'confirm', { account, now, owe });
  },
};

function toInstant(at: number): string {
  return new Date(at).toISOString();
}
