import type { CallbackStatus, CallbackView } from '../../../shared/contract/callback.ts';
import type { SlotsAnswer } from '../../../shared/contract/slots.ts';
import type { Outcome, Transport } from '../../api.ts';

/** How an order goes on that nobody is called for, in milliseconds since it was placed. */
const STORY: readonly { afterMs: number; status: CallbackStatus }[] = [
  { afterMs: 0, status: 'due' },
  { afterMs: 4_000, status: 'ringing_manager' },
  { afterMs: 8_000, status: 'ringing_visitor' },
  { afterMs: 12_000, status: 'talking' },
  { afterMs: 18_000, status: 'completed' },
];

interface DryPort {
  /** Of `due` orders. */
  countdownS: number;
  /** The hours as every visitor gets them; null if they cannot be learned. */
  slots(): Promise<SlotsAnswer | null>;
  now(): number;
}

/** Takes orders and tells how they go on, without asking anybody: only the hours are the real ones. */
export function createDryTransport({ countdownS, slots, now }: DryPort): Transport {
  let placedAt = 0;
  let plannedAt: string | null = null;
  let isCancelled = false;

  function view(): CallbackView {
    const passedMs = now() - placedAt;
    const present = STORY.findLast(({ afterMs }) => afterMs <= passedMs);
    const status = isCancelled ? 'cancelled' : plannedAt ? 'planned' : (present?.status ?? 'due');
    const waits = status === 'due' || status === 'planned';
    return {
      id: 'cb_preview',
      status,
      at: new Date(placedAt + (present?.afterMs ?? 0)).toISOString(),
      scheduledAt: plannedAt ?? new Date(placedAt).toISOString(),
      attempt: 1,
      etaS: status === 'due' ? countdownS : null,
      office: null,
      reason: isCancelled ? 'cancelled_by_visitor' : null,
      can: waits ? ['cancel', 'reschedule'] : [],
    };
  }

  return {
    async order({ when }) {
      placedAt = now();
      isCancelled = false;
      plannedAt = when === 'now' ? null : when;
      const { id, scheduledAt, etaS } = view();
      const status = plannedAt ? 'planned' : 'due';
      return answer({ id, status, scheduledAt, etaS, token: 'preview' });
    },
    status: async () => answer(view()),
    live(_id, _token, onView) {
      const timers = STORY.map(({ afterMs }) =>
        setTimeout(() => onView(view()), Math.max(0, placedAt + afterMs - now())),
      );
      return () => timers.forEach(clearTimeout);
    },
    async cancel() {
      isCancelled = true;
      return answer(view());
    },
    async reschedule(_id, _token, when) {
      plannedAt = when;
      return answer(view());
    },
    async slots() {
      const told = await slots();
      // Whom the widget is shown to and when is not what is decided here.
      return told ? answer<SlotsAnswer>({ ...told, shown: true }) : { kind: 'lost', reason: 'network' };
    },
  };
}

function answer<Value>(value: Value): Outcome<Value> {
  return { kind: 'ok', value };
}
