import type { CallbackReason } from '../../../shared/contract/callback.ts';
import { onAnswered, onDigit } from './answers.ts';
import {
  CANCELLED,
  closeAttempt,
  codeOf,
  endForGood,
  endTalk,
  failAttempt,
  keepRecording,
  TIMED_OUT,
} from './outcome.ts';
import { pauseBefore, takeStep } from './ringing.ts';
import {
  type CallbackInput,
  type CallbackLeg,
  type CallbackRules,
  type CallbackState,
  canChange,
  isEnded,
  isUnderWay,
  type Transition,
} from './state.ts';
import { acceptedLeg, changeLeg, findLeg, hangUp, isAlive, legsOf, move, nextLines, stay } from './steps.ts';

/** A call that the visitor wanted then and there may come this much later without the hours being looked at again. */
const LATE_MS = 5 * 60_000;

/** Two who were to be connected so long ago have met, whether the provider has said so or not. */
const MEETING_MS = 30_000;

/**
 * The life of one callback as a pure machine: state in, state and effects out. The caller stores both in one
 * transaction and only then acts. In `manager_first` no visitor is rung before a manager has accepted.
 */
export function transition(
  state: CallbackState,
  input: CallbackInput,
  rules: CallbackRules,
  now: number,
): Transition {
  if (input.kind === 'cancel' || input.kind === 'reschedule') return change(state, input, rules, now);
  if (input.kind === 'telephone' && input.event.kind === 'recorded') {
    return keepRecording(state, input.event.leg.attempt, input.event.url);
  }
  if (isEnded(state.status)) return { kind: 'ignored' };
  switch (input.kind) {
    case 'due':
      return startAttempt(state, rules, now);
    case 'step':
      return takeStep(state, rules, now);
    case 'timeout':
      return onTimeout(state, rules, now);
    case 'provider_refused':
      return onRefused(state, rules, now);
    case 'dial_unsure':
      return waitLonger(state, input.waitMs, rules, now);
    case 'unknown_outcome':
      return isUnderWay(state.status)
        ? endForGood(state, 'failed', 'unknown_outcome', now)
        : { kind: 'ignored' };
    case 'confirm':
      return confirm(state, rules, now);
    case 'decline':
    case 'expire':
      if (state.status !== 'needs_confirmation') return { kind: 'ignored' };
      return input.kind === 'decline'
        ? endForGood(state, 'cancelled', 'cancelled_by_manager', now)
        : endForGood(state, 'expired', null, now);
    case 'forbid':
      return canChange(state.status) ? endForGood(state, 'failed', input.reason, now) : { kind: 'ignored' };
    case 'telephone': {
      const { event } = input;
      const leg = findLeg(state, event.leg.party, event.leg.line);
      if (event.leg.attempt !== state.attempt || !leg || !isAlive(leg)) return { kind: 'ignored' };
      if (event.kind === 'answered') return onAnswered(state, leg, rules, now);
      if (event.kind === 'digit') return onDigit(state, leg, event.digit, rules, now);
      if (event.kind === 'ended') {
        const isUnmet = input.isUnmet === true && now - (state.talkingAt ?? now) < MEETING_MS;
        return onEnded(isUnmet ? { ...state, talkingAt: null } : state, leg, codeOf(leg, event), rules, now);
      }
      return { kind: 'ignored' };
    }
    default: {
      const never: never = input;
      return never;
    }
  }
}

function change(
  state: CallbackState,
  input: Extract<CallbackInput, { kind: 'cancel' | 'reschedule' }>,
  rules: CallbackRules,
  now: number,
): Transition {
  if (!canChange(state.status)) return { kind: 'impossible' };
  if (input.kind === 'cancel') return endForGood(state, 'cancelled', 'cancelled_by_visitor', now);
  const at = input.fixed ? input.when : rules.spread(input.when);
  if (at === null) return { kind: 'impossible' };
  const isUnconfirmed = state.status === 'needs_confirmation';
  return move(
    state,
    isUnconfirmed ? 'needs_confirmation' : 'planned',
    now,
    isUnconfirmed
      ? []
      : [
          { kind: 'clear_timer', timer: 'step' },
          { kind: 'timer', timer: 'due', at },
        ],
    { scheduledAt: at, isOurTime: at !== input.when, next: null },
  );
}

/** A manager lets an order be called that nobody was sure of. */
function confirm(state: CallbackState, rules: CallbackRules, now: number): Transition {
  if (state.status !== 'needs_confirmation') return { kind: 'ignored' };
  // What the visitor wants then and there is still theirs, whatever their clock shows.
  const wanted = Math.max(state.scheduledAt, now);
  const isLate = now - state.scheduledAt > LATE_MS;
  const isOurTime = state.isOurTime || isLate || rules.nextWorking(wanted) !== wanted;
  const at = isOurTime ? rules.nextCallable(wanted) : wanted;
  if (at === null) return endForGood(state, 'failed', 'no_hours', now);
  return move(
    state,
    at > now ? 'planned' : 'due',
    now,
    [
      { kind: 'clear_timer', timer: 'expire' },
      { kind: 'timer', timer: 'due', at },
    ],
    { scheduledAt: at, isOurTime },
  );
}

/** An alarm may ring late, so the hours of both sides are looked at again before anything else does. */
function startAttempt(state: CallbackState, rules: CallbackRules, now: number): Transition {
  if (!canChange(state.status) || state.status === 'needs_confirmation') return { kind: 'ignored' };
  if (rules.lines === 0) return endForGood(state, 'failed', 'no_answer_manager', now);
  const isLate = now - state.scheduledAt > LATE_MS;
  if ((state.isOurTime || isLate) && !rules.isCallable(now)) {
    const at = rules.nextCallable(now);
    if (at === null) return endForGood(state, 'failed', 'no_hours', now);
    const status = state.status === 'retry_planned' ? 'retry_planned' : 'planned';
    return move(state, status, now, [{ kind: 'timer', timer: 'due', at }], {
      scheduledAt: at,
      isOurTime: true,
    });
  }
  const attempt = state.past.length + 1;
  const fresh = { ...state, status: 'due' as const, attempt, attemptAt: now, legs: [], proposedAt: null };
  return pauseBefore(fresh, rules.order === 'visitor_first' ? 'visitor' : 'manager', rules, now);
}

function onTimeout(state: CallbackState, rules: CallbackRules, now: number): Transition {
  switch (state.status) {
    case 'ringing_manager':
      return onManagersSilent(state, TIMED_OUT, rules, now);
    case 'ringing_both': {
      const isManagerSilent = acceptedLeg(state) === undefined;
      return isManagerSilent
        ? onManagersSilent(state, TIMED_OUT, rules, now)
        : failAttempt(state, { party: 'visitor', code: TIMED_OUT }, rules, now);
    }
    case 'manager_answered':
      return onManagerGone(state, 'declined', rules, now);
    case 'ringing_visitor':
      return failAttempt(state, { party: 'visitor', code: TIMED_OUT }, rules, now);
    case 'talking':
      return endTalk(state, rules, now);
    default:
      return { kind: 'ignored' };
  }
}

function onEnded(
  before: CallbackState,
  leg: CallbackLeg,
  code: number,
  rules: CallbackRules,
  now: number,
): Transition {
  const state = changeLeg(before, leg, { code });
  if (state.status === 'talking' && state.talkingAt !== null) return endTalk(state, rules, now);
  if (leg.party === 'visitor') {
    const isGone = leg.answered; // and did not wait for the manager
    return failAttempt(state, { party: 'visitor', code: isGone ? CANCELLED : code }, rules, now);
  }
  if (!leg.answered) {
    const isRinging = legsOf(state, 'manager').some(isAlive);
    return isRinging ? stay(state, []) : onManagersSilent(state, code, rules, now);
  }
  if (legsOf(state, 'visitor').length > 0) {
    return failAttempt(state, { party: 'visitor', code: CANCELLED, reason: 'declined' }, rules, now);
  }
  return onManagerGone(state, 'declined', rules, now);
}

/** No manager answered: rings the next office if the scenario has one, else the attempt is over. */
function onManagersSilent(state: CallbackState, code: number, rules: CallbackRules, now: number): Transition {
  const { state: silent, effects } = hangUp(state, ({ party }) => party === 'manager', code);
  if (nextLines(silent, rules).length === 0) {
    const step = failAttempt(silent, { party: 'manager', code }, rules, now);
    return step.kind === 'moved' ? { ...step, effects: [...effects, ...step.effects] } : step;
  }
  const step = pauseBefore(silent, 'manager', rules, now);
  const clear = { kind: 'clear_timer', timer: 'timeout' } as const;
  return step.kind === 'moved' ? { ...step, effects: [clear, ...effects, ...step.effects] } : step;
}

/** A manager who answered is gone: to a time that was chosen by digits, or without a word. */
function onManagerGone(
  state: CallbackState,
  reason: CallbackReason,
  rules: CallbackRules,
  now: number,
): Transition {
  if (state.proposedAt === null)
    return failAttempt(state, { party: 'manager', code: 200, reason }, rules, now);
  const { state: silent, effects } = hangUp(state, () => true, CANCELLED);
  const at = state.proposedAt;
  return move(
    closeAttempt(silent, '200-0', now),
    'planned',
    now,
    [
      { kind: 'clear_timer', timer: 'timeout' },
      { kind: 'clear_timer', timer: 'step' },
      ...effects,
      { kind: 'timer', timer: 'due', at },
    ],
    { scheduledAt: at, isOurTime: true },
  );
}

/** A telephone that perhaps does not ring yet has its whole time once that is known. */
function waitLonger(state: CallbackState, waitMs: number, rules: CallbackRules, now: number): Transition {
  const isRinging = state.legs.some((leg) => isAlive(leg) && !leg.answered);
  if (!isRinging || !isUnderWay(state.status)) return { kind: 'ignored' };
  return stay(state, [{ kind: 'timer', timer: 'timeout', at: now + waitMs + rules.ringMs }]);
}

/** The provider will never do what it was told to: whoever was rung last is out of reach by it. */
function onRefused(state: CallbackState, rules: CallbackRules, now: number): Transition {
  if (state.legs.length === 0 || canChange(state.status)) return { kind: 'ignored' };
  const party = legsOf(state, 'visitor').length > 0 ? 'visitor' : 'manager';
  return failAttempt(state, { party, code: 503 }, rules, now);
}
