import type {
  CallbackAccepted,
  CallbackOrder,
  CallbackReason,
  CallbackView,
} from '../../shared/contract/callback.ts';
import type { Outcome } from '../api.ts';
import type { PhoneFault } from './phone-entry.ts';

/** What the visitor has filled in; it survives closing the card and a failed order. */
export interface Draft {
  phone: string;
  office: string | null;
  hasAgreed: boolean;
}

/** What is wrong with the draft. `refused_phone`: the edge says that such a number cannot be called. */
export interface Faults {
  phone?: PhoneFault | 'refused_phone';
  consent?: true;
}

/** An order on its way. The same key again reaches the same callback. */
export interface Sending {
  order: CallbackOrder;
  key: string;
}

/** A callback that is under way. `etaAt` is on the clock of the `at` of events. */
export interface Following {
  view: CallbackView;
  token: string;
  etaAt: number | null;
}

export type Stage =
  | { kind: 'form'; faults: Faults }
  | ({ kind: 'sending' } & Sending)
  /** It is not known to have arrived. */
  | ({ kind: 'offline' } & Sending)
  | ({ kind: 'waiting' } & Following)
  | { kind: 'done' }
  /** `reason` of a callback that came to nothing, or `code` of an order that was not taken. */
  | { kind: 'failed'; reason: CallbackReason | 'expired' | null; code: string | null };

export interface WidgetState {
  isOpen: boolean;
  draft: Draft;
  stage: Stage;
}

export type WidgetEvent =
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'edit'; draft: Draft }
  | { kind: 'faulty'; faults: Faults }
  | ({ kind: 'send' } & Sending)
  /** Milliseconds of any clock that only runs forward. */
  | { kind: 'answered'; outcome: Outcome<CallbackAccepted>; countdownS: number; at: number }
  | { kind: 'viewed'; view: CallbackView; at: number }
  /** Back to the form. */
  | { kind: 'again' };

const FORM: Stage = { kind: 'form', faults: {} };

export function initialState(office: string | null): WidgetState {
  return { isOpen: false, draft: { phone: '', office, hasAgreed: false }, stage: FORM };
}

/** The state after an event. An event that has no meaning in a state leaves it as it is. */
export function next(state: WidgetState, event: WidgetEvent): WidgetState {
  const { stage } = state;
  switch (event.kind) {
    case 'open':
      return state.isOpen ? state : { ...state, isOpen: true };
    case 'close': {
      const isOver = stage.kind === 'done' || stage.kind === 'failed';
      return { ...state, isOpen: false, stage: isOver ? FORM : stage };
    }
    case 'edit':
      return stage.kind === 'form' ? edit(state, stage.faults, event.draft) : state;
    case 'faulty':
      return stage.kind === 'form' ? { ...state, stage: { kind: 'form', faults: event.faults } } : state;
    case 'send': {
      if (stage.kind !== 'form' && stage.kind !== 'offline') return state;
      return { ...state, stage: { kind: 'sending', order: event.order, key: event.key } };
    }
    case 'answered':
      return stage.kind === 'sending' ? { ...state, stage: afterAnswer(stage, event) } : state;
    case 'viewed':
      return stage.kind === 'waiting' ? { ...state, stage: afterView(stage, event.view, event.at) } : state;
    case 'again':
      return stage.kind === 'failed' || stage.kind === 'done' ? { ...state, stage: FORM } : state;
    default: {
      const never: never = event;
      return never;
    }
  }
}

/** What has been changed is not faulty until it is looked at again. */
function edit(state: WidgetState, faults: Faults, draft: Draft): WidgetState {
  const { phone, consent } = faults;
  const left: Faults = {
    ...(phone && draft.phone === state.draft.phone && { phone }),
    ...(consent && draft.hasAgreed === state.draft.hasAgreed && { consent }),
  };
  return { ...state, draft, stage: { kind: 'form', faults: left } };
}

function afterAnswer(sending: Sending, event: WidgetEvent & { kind: 'answered' }): Stage {
  const { outcome, at, countdownS } = event;
  if (outcome.kind === 'lost') return { kind: 'offline', order: sending.order, key: sending.key };
  if (outcome.kind === 'refused') {
    const isPhone = outcome.errors.some(({ path }) => path === 'phone');
    if (isPhone) return { kind: 'form', faults: { phone: 'refused_phone' } };
    return { kind: 'failed', reason: null, code: outcome.code };
  }
  const { id, status, scheduledAt, etaS, token } = outcome.value;
  const view: CallbackView = {
    id,
    status,
    at: scheduledAt,
    scheduledAt,
    attempt: 0,
    etaS: etaS ?? (status === 'due' ? countdownS : null),
    office: sending.order.office,
    reason: null,
    can: [],
  };
  return afterView({ view, token, etaAt: null }, view, at);
}

/** An estimate once given is kept: its end is the moment to say that it takes longer. */
function afterView(following: Following, view: CallbackView, at: number): Stage {
  switch (view.status) {
    case 'completed':
      return { kind: 'done' };
    case 'failed':
    case 'cancelled':
      return { kind: 'failed', reason: view.reason, code: null };
    case 'expired':
      return { kind: 'failed', reason: 'expired', code: null };
    default: {
      const etaAt = view.etaS === null ? following.etaAt : at + view.etaS * 1000;
      return { kind: 'waiting', view, token: following.token, etaAt };
    }
  }
}
