import type { CallbackReason } from '../../../shared/contract/callback.ts';
import type { Party } from '../ports.ts';
import type {
  CallbackEffect,
  CallbackLeg,
  CallbackRules,
  CallbackState,
  EndCause,
  Transition,
} from './state.ts';
import { hangUp, move, stay } from './steps.ts';

/** Codes of SIP for what a provider says in words. */
const CODE: Readonly<Record<EndCause, number>> = {
  hangup: 487,
  busy: 486,
  no_answer: 480,
  invalid_number: 404,
  failed: 503,
};
const ANSWERED = 200;
/** Of a leg that we ended ourselves. */
export const CANCELLED = 487;
export const TIMED_OUT = 408;

/** The code of a leg that ended by itself. */
export function codeOf(
  { answered }: CallbackLeg,
  { cause, sip }: { cause: EndCause; sip?: number | undefined },
): number {
  return answered ? ANSWERED : (sip ?? CODE[cause]);
}

/**
 * The pair of codes by which retries are chosen (S1-52), manager's and visitor's: 0 for whom it did not come to, 200 for
 * whom it did not fail by.
 */
export function outcomeOf(party: Party, code: number): string {
  return party === 'visitor' ? `${ANSWERED}-${code}` : `${code}-0`;
}

/** Why an attempt failed, from how one side ended. */
export function reasonOf(party: Party, code: number): CallbackReason {
  if (code === 486 || code === 600) return party === 'manager' ? 'busy_manager' : 'busy_visitor';
  if (code === 404 || code === 484) return 'invalid_number';
  if (code >= 500 && code < 600) return 'provider';
  return party === 'manager' ? 'no_answer_manager' : 'no_answer_visitor';
}

/**
 * An attempt is over without a talk, by one side's fault: plans the next if there is to be one, else ends the callback
 * (S1-93). A manager who answered and went away has the code 200.
 */
export function failAttempt(
  state: CallbackState,
  fault: { party: Party; code: number; reason?: CallbackReason },
  rules: CallbackRules,
  now: number,
): Transition {
  const { party, code, reason = reasonOf(party, code) } = fault;
  const { state: silent, effects } = hangUp(state, () => true, CANCELLED);
  return planOrEnd(closeAttempt(silent, outcomeOf(party, code), now), 'failed', effects, rules, now, {
    reason,
  });
}

/**
 * Both talked; a talk that was too short is followed by another attempt only where the scenario says so (S1-50). However
 * late we hear of its end, it did not last longer than the provider lets one last.
 */
export function endTalk(state: CallbackState, rules: CallbackRules, now: number): Transition {
  const talkMs = Math.min(now - (state.talkingAt ?? now), rules.maxTalkMs);
  const { state: silent, effects } = hangUp(state, () => true, CANCELLED);
  const closed = closeAttempt(silent, outcomeOf('visitor', ANSWERED), now);
  const success = talkMs >= rules.successMs;
  const changes = { talkS: Math.round(talkMs / 1000), success };
  if (success) return move(closed, 'completed', now, [...CLEAR, ...effects], changes);
  return planOrEnd(closed, 'completed', effects, rules, now, changes);
}

/** Ends the callback for good, whatever was planned. */
export function endForGood(
  state: CallbackState,
  status: 'cancelled' | 'expired' | 'failed',
  reason: CallbackReason | null,
  now: number,
): Transition {
  const { state: silent, effects } = hangUp(state, () => true, CANCELLED);
  const closed = silent.legs.length > 0 ? closeAttempt(silent, outcomeOf('manager', ANSWERED), now) : silent;
  const unplan = (['due', 'expire'] as const).map((timer) => ({ kind: 'clear_timer', timer }) as const);
  return move(closed, status, now, [...unplan, ...CLEAR, ...effects], { reason });
}

/** The attempt goes to the past; what belongs to it alone is forgotten. */
export function closeAttempt(state: CallbackState, outcome: string, now: number): CallbackState {
  const { attempt, attemptAt: startedAt, legs, recording, ...rest } = state;
  const past = { attempt, startedAt, endedAt: now, outcome, legs, ...(recording && { recording }) };
  return {
    ...rest,
    attempt,
    attemptAt: startedAt,
    past: [...state.past, past],
    legs: [],
    next: null,
    proposedAt: null,
  };
}

/** A recording is made known during its attempt, or long after the callback has ended. The first one of it stays. */
export function keepRecording(state: CallbackState, attempt: number, url: string): Transition {
  if (attempt === state.attempt && state.legs.length > 0) {
    return state.recording ? { kind: 'ignored' } : stay(state, [], { recording: url });
  }
  const known = state.past.find((past) => past.attempt === attempt);
  if (!known || known.recording) return { kind: 'ignored' };
  return stay(state, [], {
    past: state.past.map((past) => (past === known ? { ...past, recording: url } : past)),
  });
}

const CLEAR: readonly CallbackEffect[] = [
  { kind: 'clear_timer', timer: 'timeout' },
  { kind: 'clear_timer', timer: 'step' },
];

/**
 * Another attempt if its outcome asks for one, there is one left, an office to call, and a time for it; else the end. One
 * that fails for want of a time says so: the outcome of its last attempt stands with that.
 */
function planOrEnd(
  closed: CallbackState,
  end: 'failed' | 'completed',
  effects: readonly CallbackEffect[],
  rules: CallbackRules,
  now: number,
  changes: Partial<CallbackState>,
): Transition {
  const afterMs = rules.retryAfterMs[closed.attempt - 1];
  const isAsked = rules.retryOn.includes(closed.past.at(-1)?.outcome ?? '') && rules.lines > 0;
  const isWanted = afterMs !== undefined && isAsked;
  const retryAt = isWanted ? rules.nextCallable(now + afterMs) : null;
  if (retryAt === null) {
    const isTimeless = isWanted && end === 'failed';
    const last = isTimeless ? { ...changes, reason: 'no_hours' as const } : changes;
    return move(closed, end, now, [...CLEAR, ...effects], last);
  }
  const due = { kind: 'timer', timer: 'due', at: retryAt } as const;
  const planned = { ...changes, scheduledAt: retryAt, isOurTime: true };
  return move(closed, 'retry_planned', now, [...CLEAR, ...effects, due], planned);
}
