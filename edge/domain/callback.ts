import type { CallbackReason, CallbackStatus } from '../../shared/contract/callback.ts';
import type { Party, TelephonyEvent } from './ports.ts';

/**
 * The life of one callback as a pure machine: manager first, then the visitor. State in, state and effects out;
 * the caller stores both in one transaction and only then acts.
 */
export interface CallbackState {
  status: CallbackStatus;
  reason: CallbackReason | null;
  /** When this status began, epoch ms. */
  at: number;
  scheduledAt: number;
  attempt: number;
  talkingAt: number | null;
  talkS: number | null;
  /** Legs whose end has been heard of. */
  ended: Party[];
}

export type CallbackInput =
  | { kind: 'due' }
  | { kind: 'telephone'; event: Pick<TelephonyEvent, 'leg' | 'at'> & TelephonyEventBody }
  /** Nobody answered in time, or a talk's end was never heard of. */
  | { kind: 'timeout' }
  | { kind: 'provider_refused' }
  | { kind: 'cancel' }
  | { kind: 'reschedule'; when: number };

type TelephonyEventBody =
  | { kind: 'ringing' }
  | { kind: 'answered' }
  | { kind: 'digit'; digit: string }
  | { kind: 'ended'; cause: Extract<TelephonyEvent, { kind: 'ended' }>['cause'] };

/** What to do after the state is stored. Timers: `due` starts the call, `timeout` ends a wait. */
export type CallbackEffect =
  | { kind: 'dial'; party: Party }
  | { kind: 'prompt'; text: 'before' | 'after' }
  | { kind: 'bridge' }
  | { kind: 'hangup'; party: Party }
  | { kind: 'timer'; timer: 'due' | 'timeout'; at: number }
  | { kind: 'clear_timer'; timer: 'due' | 'timeout' };

export interface CallbackRules {
  connectDigit: string;
  ringMs: number;
  /** How long the manager hears the prompt before it counts as declined. */
  promptMs: number;
  maxTalkMs: number;
}

export type Transition =
  | { kind: 'moved'; state: CallbackState; effects: CallbackEffect[] }
  /** Late, repeated or out of place: nothing changes. */
  | { kind: 'ignored' }
  /** The visitor asked for something that is not possible any more. */
  | { kind: 'impossible' };

const ENDS: readonly CallbackStatus[] = ['completed', 'failed', 'cancelled', 'expired'];

export function isEnded(status: CallbackStatus): boolean {
  return ENDS.includes(status);
}

/** Statuses in which nothing rings, so the visitor may still cancel or choose another time. */
export function canChange(status: CallbackStatus): boolean {
  return (
    status === 'planned' || status === 'due' || status === 'retry_planned' || status === 'needs_confirmation'
  );
}

/** A new order: due at once, or planned for `scheduledAt`. */
export function orderCallback(
  scheduledAt: number,
  now: number,
): { state: CallbackState; effects: CallbackEffect[] } {
  const isNow = scheduledAt <= now;
  return {
    state: {
      status: isNow ? 'due' : 'planned',
      reason: null,
      at: now,
      scheduledAt: Math.max(scheduledAt, now),
      attempt: 1,
      talkingAt: null,
      talkS: null,
      ended: [],
    },
    effects: [{ kind: 'timer', timer: 'due', at: Math.max(scheduledAt, now) }],
  };
}

export function transition(
  state: CallbackState,
  input: CallbackInput,
  rules: CallbackRules,
  now: number,
): Transition {
  if (input.kind === 'cancel' || input.kind === 'reschedule') return change(state, input, now);
  if (isEnded(state.status)) return { kind: 'ignored' };
  switch (input.kind) {
    case 'due':
      return startCalling(state, rules, now);
    case 'timeout':
      return onTimeout(state, now);
    case 'provider_refused':
      return fail(state, 'provider', now);
    case 'telephone':
      if (input.event.leg.attempt !== state.attempt) return { kind: 'ignored' };
      return onTelephone(state, input.event, rules, now);
    default: {
      const never: never = input;
      return never;
    }
  }
}

function change(
  state: CallbackState,
  input: { kind: 'cancel' } | { kind: 'reschedule'; when: number },
  now: number,
): Transition {
  if (!canChange(state.status)) return { kind: 'impossible' };
  if (input.kind === 'cancel') {
    return move(state, 'cancelled', now, [{ kind: 'clear_timer', timer: 'due' }], {
      reason: 'cancelled_by_visitor',
    });
  }
  return move(state, 'planned', now, [{ kind: 'timer', timer: 'due', at: input.when }], {
    scheduledAt: input.when,
  });
}

function startCalling(state: CallbackState, rules: CallbackRules, now: number): Transition {
  if (!canChange(state.status) || state.status === 'needs_confirmation') return { kind: 'ignored' };
  return move(state, 'ringing_manager', now, [
    { kind: 'dial', party: 'manager' },
    { kind: 'timer', timer: 'timeout', at: now + rules.ringMs },
  ]);
}

function onTimeout(state: CallbackState, now: number): Transition {
  switch (state.status) {
    case 'ringing_manager':
      return fail(state, 'no_answer_manager', now);
    case 'manager_answered':
      return fail(state, 'declined', now);
    case 'ringing_visitor':
      return fail(state, 'no_answer_visitor', now);
    case 'talking':
      return complete(state, now);
    default:
      return { kind: 'ignored' };
  }
}

function onTelephone(
  state: CallbackState,
  event: Pick<TelephonyEvent, 'leg' | 'at'> & TelephonyEventBody,
  rules: CallbackRules,
  now: number,
): Transition {
  const { party } = event.leg;
  if (event.kind === 'ended') return onEnded(state, party, event.cause, now);
  if (party === 'manager' && state.status === 'ringing_manager' && event.kind === 'answered') {
    return move(state, 'manager_answered', now, [
      { kind: 'prompt', text: 'before' },
      { kind: 'timer', timer: 'timeout', at: now + rules.promptMs },
    ]);
  }
  if (party === 'manager' && state.status === 'manager_answered' && event.kind === 'digit') {
    if (event.digit !== rules.connectDigit) return { kind: 'ignored' };
    return move(state, 'ringing_visitor', now, [
      { kind: 'prompt', text: 'after' },
      { kind: 'dial', party: 'visitor' },
      { kind: 'timer', timer: 'timeout', at: now + rules.ringMs },
    ]);
  }
  if (party === 'visitor' && state.status === 'ringing_visitor' && event.kind === 'answered') {
    return move(
      state,
      'talking',
      now,
      [{ kind: 'bridge' }, { kind: 'timer', timer: 'timeout', at: now + rules.maxTalkMs }],
      { talkingAt: now },
    );
  }
  return { kind: 'ignored' };
}

type EndCause = Extract<TelephonyEvent, { kind: 'ended' }>['cause'];

function onEnded(state: CallbackState, party: Party, cause: EndCause, now: number): Transition {
  const known = { ...state, ended: [...state.ended, party] };
  if (state.status === 'talking') return complete(known, now);
  if (party === 'manager') return fail(known, reasonOf('manager', cause), now);
  return state.status === 'ringing_visitor'
    ? fail(known, reasonOf('visitor', cause), now)
    : { kind: 'ignored' };
}

function reasonOf(party: Party, cause: EndCause): CallbackReason {
  if (cause === 'busy') return party === 'manager' ? 'busy_manager' : 'busy_visitor';
  if (cause === 'invalid_number') return 'invalid_number';
  if (cause === 'failed') return 'provider';
  return party === 'manager' ? 'no_answer_manager' : 'no_answer_visitor';
}

function complete(state: CallbackState, now: number): Transition {
  const talkS = Math.round((now - (state.talkingAt ?? now)) / 1000);
  return move(state, 'completed', now, hangUpRest(state), { talkS });
}

function fail(state: CallbackState, reason: CallbackReason, now: number): Transition {
  return move(state, 'failed', now, hangUpRest(state), { reason });
}

/** Ends every leg that was dialled and not heard to have ended, so that no telephone rings on. */
function hangUpRest(state: CallbackState): CallbackEffect[] {
  const dialled: Party[] = ['manager_answered', 'ringing_manager'].includes(state.status)
    ? ['manager']
    : ['manager', 'visitor'];
  return [
    { kind: 'clear_timer', timer: 'timeout' },
    ...dialled
      .filter((party) => !state.ended.includes(party))
      .map((party) => ({ kind: 'hangup', party }) as const),
  ];
}

function move(
  state: CallbackState,
  status: CallbackStatus,
  now: number,
  effects: CallbackEffect[],
  changes: Partial<CallbackState> = {},
): Transition {
  return { kind: 'moved', state: { ...state, ...changes, status, at: now }, effects };
}
