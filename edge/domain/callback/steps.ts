import type { CallbackStatus } from '../../../shared/contract/callback.ts';
import type { Party } from '../ports.ts';
import type { CallbackEffect, CallbackLeg, CallbackRules, CallbackState, Transition } from './state.ts';

/** Steps that several parts of the machine take. Each gives the state after it and what to do then. */

export function move(
  state: CallbackState,
  status: CallbackStatus,
  now: number,
  effects: CallbackEffect[],
  changes: Partial<CallbackState> = {},
): Transition & { kind: 'moved' } {
  const at = status === state.status ? state.at : now;
  return { kind: 'moved', state: { ...state, ...changes, status, at }, effects };
}

/** Keeps the status, for a step that only changes what stands beside it. */
export function stay(
  state: CallbackState,
  effects: CallbackEffect[],
  changes: Partial<CallbackState> = {},
): Transition & { kind: 'moved' } {
  return move(state, state.status, state.at, effects, changes);
}

export function findLeg({ legs }: CallbackState, party: Party, line: number): CallbackLeg | undefined {
  return legs.find((leg) => leg.party === party && leg.line === line);
}

export function legsOf({ legs }: CallbackState, party: Party): CallbackLeg[] {
  return legs.filter((leg) => leg.party === party);
}

export function isAlive({ code }: CallbackLeg): boolean {
  return code === null;
}

/** The manager's leg that was answered first and still stands. */
export function acceptedLeg(state: CallbackState): CallbackLeg | undefined {
  return legsOf(state, 'manager').find((leg) => leg.answered && isAlive(leg));
}

export function changeLeg(
  state: CallbackState,
  leg: CallbackLeg,
  changes: Partial<CallbackLeg>,
): CallbackState {
  return { ...state, legs: state.legs.map((one) => (one === leg ? { ...one, ...changes } : one)) };
}

/** Ends every leg that `which` holds for, so that no telephone rings on; `code` is what is noted of those that ring. */
export function hangUp(
  state: CallbackState,
  which: (leg: CallbackLeg) => boolean,
  code: number,
): { state: CallbackState; effects: CallbackEffect[] } {
  const ending = state.legs.filter((leg) => isAlive(leg) && which(leg));
  return {
    state: {
      ...state,
      legs: state.legs.map((leg) =>
        ending.includes(leg) ? { ...leg, code: leg.answered ? 200 : code } : leg,
      ),
    },
    effects: ending.map(({ party, line }) => ({ kind: 'hangup', party, line })),
  };
}

/** The lines to ring next in this attempt; empty if all that may be were. */
export function nextLines(state: CallbackState, rules: CallbackRules): number[] {
  if (rules.lines === 0) return [];
  const tried = legsOf(state, 'manager').length;
  if (rules.offices === 'all_at_once')
    return tried > 0 ? [] : Array.from({ length: rules.lines }, (_, line) => line);
  if (rules.offices === 'in_turn') return tried > 0 ? [] : [(state.attempt - 1) % rules.lines];
  return tried < rules.lines ? [tried] : [];
}

export function dial(
  state: CallbackState,
  party: Party,
  lines: readonly number[],
): {
  state: CallbackState;
  effects: CallbackEffect[];
} {
  const legs: CallbackLeg[] = lines.map((line) => ({ party, line, answered: false, code: null }));
  return {
    state: { ...state, legs: [...state.legs, ...legs], next: null },
    effects: lines.map((line) => ({ kind: 'dial', party, line })),
  };
}
