import type { Callback } from '../../../../shared/contract/admin/callback.ts';
import type { Sight } from '../members/sight.ts';
import { decideOrder } from '../orders/decide-order.ts';
import { refuse } from '../refused.ts';
import type { ResourceRules } from '../resource-rules.ts';
import { showCallback } from '../show-records.ts';

/**
 * Callbacks come about by orders; the admin API shows them, and passes a manager's word on to the object that owns them.
 * Its facts tell what became of it.
 */
export const callbackRules: ResourceRules<'callbacks'> = {
  present:
    ({ sight }) =>
    (callback) => ({ ...seeCallback(showCallback(callback), sight) }),
  act: ({ account, now, owe }, callback, action) => {
    if (callback.status !== 'needs_confirmation') {
      refuse('conflict', 'This callback does not wait for a word.');
    }
    return decideOrder(callback, action === 'decline' ? 'decline' : 'confirm', { account, now, owe });
  },
};

/** A callback as whoever asks may see it. */
export function seeCallback(callback: Callback, sight: Sight): Callback {
  const { phone, attempts } = callback;
  return {
    ...callback,
    phone: sight.phone(phone),
    attempts: attempts.map((past) => ({ ...past, recording: sight.recording(past.recording) })),
  };
}
