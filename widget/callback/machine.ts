import type { TextScenario } from '../../shared/contract/admin/widget-texts.ts';
import type {
  CallbackAccepted,
  CallbackOrder,
  CallbackReason,
  CallbackView,
} from '../../shared/contract/callback.ts';
import type { PublicWidget } from '../../shared/contract/site-snapshot.ts';
import type { Outcome } from '../api.ts';
import type { PhoneFault } from './phone-entry.ts';

/** What the visitor has filled in; it survives closing the card and a failed order. */
export interface Draft {
  phone: string;
  /** ISO 3166: how a number without a calling code is meant. */
  country: string;
  office: string | null;
  name: string;
  comment: string;
  hasAgreed: boolean;
  /** `now`, or the ISO instant that was chosen. */
  when: string;
}

/** What is wrong with the draft. `refused_phone`: the edge says that such a number cannot be called. */
export interface Faults {
  phone?: PhoneFault | 'refused_phone';
  office?: true;
  consent?: true;
  /** The time is taken, or past. */
  when?: true;
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
  /** `note`: why it could not be moved or cancelled. */
  | ({ kind: 'waiting'; note: WaitingNote | null } & Following)
  | { kind: 'done' }
  /** `reason` of a callback that came to nothing, or `code` of an order that was not taken. */
  | { kind: 'failed'; reason: CallbackReason | 'expired' | null; code: string | null };

export type WaitingNote = 'tooLate' | 'unmoved';

export interface WidgetState {
  isOpen: boolean;
  /** What made the card open by itself; null if somebody opened it. */
  by: TextScenario | null;
  /** A time is being chosen, for an order or for one that waits. */
  isPicking: boolean;
  draft: Draft;
  stage: Stage;
}

export type WidgetEvent =
  | { kind: 'open'; by: TextScenario | null }
  | { kind: 'close' }
  | { kind: 'edit'; draft: Draft }
  | { kind: 'faulty'; faults: Faults }
  | ({ kind: 'send' } & Sending)
  /** Milliseconds of any clock that only runs forward. */
  | { kind: 'answered'; outcome: Outcome<CallbackAccepted>; countdownS: number; at: number }
  | { kind: 'viewed'; view: CallbackView; at: number }
  | { kind: 'pick'; isPicking: boolean }
  | { kind: 'unchanged'; note: WaitingNote }
  /** Back to the form. */
  | { kind: 'again' };

const FORM: Stage = { kind: 'form', faults: {} };

/** Nothing is filled in but what there is no choice of, and the country whose numbers are typed the national way. */
export function initialState({ offices, phones, country: home }: PublicWidget): WidgetState {
  const [only, second] = offices;
  const office = second ? null : (only?.id ?? null);
  const country = phones?.[0]?.country ?? home;
  const draft = { phone: '', country, office, name: '', comment: '', hasAgreed: false, when: 'now' };
  return { isOpen: false, by: null, isPicking: false, draft, stage: FORM };
}

/** The state after an event. An event that has no meaning in a state leaves it as it is. */
export function next(state: WidgetState, event: WidgetEvent): WidgetState {
  const { stage } = state;
  switch (event.kind) {
    case 'open':
      return state.isOpen ? state : { ...state, isOpen: true, by: event.by };
    case 'close': {
      const closed = { ...state, isOpen: false, isPicking: false };
      return stage.kind === 'done' || stage.kind === 'failed' ? startAnew(closed) : closed;
    }
    case 'edit':
      if (stage.kind === 'form') return edit(state, stage.faults, event.draft);
      // Of an order that waits only the time can be another one.
      return stage.kind === 'waiting'
        ? { ...state, draft: { ...state.draft, when: event.draft.when } }
        : state;
    case 'faulty':
      return stage.kind === 'form' ? { ...state, stage: { kind: 'form', faults: event.faults } } : state;
    case 'pick':
      return { ...state, isPicking: event.isPicking };
    case 'send': {
      if (stage.kind !== 'form' && stage.kind !== 'offline') return state;
      return { ...state, stage: { kind: 'sending', order: event.order, key: event.key } };
    }
    case 'answered':
      return stage.kind === 'sending' ? settle(state, afterAnswer(stage, event)) : state;
    case 'viewed':
      return stage.kind === 'waiting' ? settle(state, afterView(stage, event.view, event.at)) : state;
    case 'unchanged':
      return stage.kind === 'waiting' ? { ...state, stage: { ...stage, note: event.note } } : state;
    case 'again':
      return stage.kind === 'failed' || stage.kind === 'done' ? startAnew(state) : state;
    default: {
      const never: never = event;
      return never;
    }
  }
}

/** Back to an order for now, by the same visitor. */
function startAnew(state: WidgetState): WidgetState {
  return { ...state, isPicking: false, draft: { ...state.draft, when: 'now' }, stage: FORM };
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

/** What has been changed is not faulty until it is looked at again. */
function edit(state: WidgetState, faults: Faults, draft: Draft): WidgetState {
  const { phone, consent, office, when } = faults;
  const { draft: before } = state;
  const isSamePhone = draft.phone === before.phone && draft.country === before.country;
  const left: Faults = {
    ...(phone && isSamePhone && { phone }),
    ...(consent && draft.hasAgreed === before.hasAgreed && { consent }),
    ...(office && draft.office === before.office && { office }),
    ...(when && draft.when === before.when && { when }),
  };
  return { ...state, draft, stage: { kind: 'form', faults: left } };
}

function afterAnswer(sending: Sending, event: WidgetEvent & { kind: 'answered' }): Stage {
  const { outcome, at, countdownS } = event;
  if (outcome.kind === 'lost') return { kind: 'offline', order: sending.order, key: sending.key };
  if (outcome.kind === 'refused') {
    const isOf = (field: string) => outcome.errors.some(({ path }) => path === field);
    if (isOf('phone')) return { kind: 'form', faults: { phone: 'refused_phone' } };
    if (isOf('when')) return { kind: 'form', faults: { when: true } };
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
      return { kind: 'waiting', view, token: following.token, etaAt, note: null };
    }
  }
}
