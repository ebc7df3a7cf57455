import type { CallbackView } from '../../shared/contract/callback.ts';
import type { Answer } from './desk.ts';
import type { Following, Sending, Stage, WidgetState } from './machine.ts';

/**
 * The state after the answer to an order. `now` is on the clock of `readClock`; a call that is due comes within
 * `countdownS` unless the edge knows better.
 */
export function afterAnswer(
  state: WidgetState,
  { order }: Sending,
  answer: Answer,
  countdownS: number,
  now: number,
): WidgetState {
  const { kind } = state.stage;
  if (kind !== 'sending' && kind !== 'taken') return state;
  if (answer.kind === 'refused') {
    const isOf = (field: string) => answer.errors.some(({ path }) => path === field);
    if (isOf('phone')) return settle(state, { kind: 'form', faults: { phone: 'refused_phone' } });
    if (isOf('when')) return settle(state, { kind: 'form', faults: { when: true } });
    return settle(state, { kind: 'failed', reason: null, code: answer.code });
  }
  const { id, status, scheduledAt, etaS, token } = answer.value;
  const view: CallbackView = {
    id,
    status,
    at: scheduledAt,
    scheduledAt,
    attempt: 0,
    etaS: etaS ?? (status === 'due' ? countdownS : null),
    office: order.office,
    reason: null,
    can: [],
  };
  return settle(state, stageOf({ view, token, etaAt: null }, view, now));
}

/** The state after news of the callback that is under way. */
export function afterView(state: WidgetState, view: CallbackView, now: number): WidgetState {
  return state.stage.kind === 'waiting' ? settle(state, stageOf(state.stage, view, now)) : state;
}

/** Who was choosing another time has it, or has none to choose any more; a time that is taken is chosen anew. */
function settle(state: WidgetState, stage: Stage): WidgetState {
  const { stage: before } = state;
  const isMoved =
    before.kind !== 'waiting' ||
    stage.kind !== 'waiting' ||
    before.view.scheduledAt !== stage.view.scheduledAt ||
    !stage.view.can.includes('reschedule');
  const isTaken = stage.kind === 'form' && stage.faults.when === true;
  return { ...state, stage, isPicking: isTaken || (state.isPicking && !isMoved) };
}

/** An estimate once given is kept: its end is the moment to say that it takes longer. */
function stageOf(following: Following, view: CallbackView, now: number): Stage {
  switch (view.status) {
    case 'completed':
      return { kind: 'done' };
    case 'failed':
    case 'cancelled':
      return { kind: 'failed', reason: view.reason, code: null };
    case 'expired':
      return { kind: 'failed', reason: 'expired', code: null };
    default: {
      const etaAt = view.etaS === null ? following.etaAt : now + view.etaS * 1000;
      return { kind: 'waiting', view, token: following.token, etaAt, note: null };
    }
  }
}
