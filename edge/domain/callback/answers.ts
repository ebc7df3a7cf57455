import { CANCELLED } from './outcome.ts';
import { pauseBefore } from './ringing.ts';
import { actionOf, obeyDigit } from './smartcall.ts';
import type { CallbackEffect, CallbackLeg, CallbackRules, CallbackState, Transition } from './state.ts';
import { acceptedLeg, changeLeg, hangUp, isAlive, legsOf, move, stay } from './steps.ts';

/** A telephone was picked up. Of several managers the first is the only one: the others stop ringing at once. */
export function onAnswered(
  before: CallbackState,
  leg: CallbackLeg,
  rules: CallbackRules,
  now: number,
): Transition {
  if (leg.answered) return { kind: 'ignored' };
  const state = changeLeg(before, leg, { answered: true });
  if (leg.party === 'visitor') return onVisitor(state, rules, now);
  const { state: alone, effects } = hangUp(
    state,
    ({ party, line }) => party === 'manager' && line !== leg.line,
    CANCELLED,
  );
  return withEffects(effects, onManager(alone, leg.line, rules, now));
}

function onManager(state: CallbackState, line: number, rules: CallbackRules, now: number): Transition {
  if (rules.order === 'manager_first') {
    const answered = { ...state, status: 'manager_answered' as const, at: now };
    return rules.smartCall.on ? invite(answered, rules, now) : connect(answered, line, rules, now);
  }
  const isVisitorThere = legsOf(state, 'visitor').some((leg) => leg.answered && isAlive(leg));
  if (isVisitorThere) return talk(state, line, rules, now);
  return stay(state, [{ kind: 'prompt', text: 'after', party: 'manager', line }]);
}

function onVisitor(state: CallbackState, rules: CallbackRules, now: number): Transition {
  const accepted = acceptedLeg(state);
  if (accepted) return talk(state, accepted.line, rules, now);
  const wait: CallbackEffect = { kind: 'prompt', text: 'wait', party: 'visitor', line: 0 };
  if (rules.order === 'parallel') return stay(state, [wait]);
  const waiting = { ...state, status: 'visitor_answered' as const, at: now };
  const effects: CallbackEffect[] = [{ kind: 'clear_timer', timer: 'timeout' }, wait];
  return withEffects(effects, pauseBefore(waiting, 'manager', rules, now));
}

/** Only the manager who answered is listened to, and only until the visitor is being called. */
export function onDigit(
  state: CallbackState,
  leg: CallbackLeg,
  digit: string,
  rules: CallbackRules,
  now: number,
): Transition {
  const isListening = state.status === 'manager_answered' && leg.answered && leg.party === 'manager';
  if (!isListening || !rules.smartCall.on || state.next === 'visitor') return { kind: 'ignored' };
  const action = actionOf(rules, digit);
  if (action === null) return { kind: 'ignored' };
  const heard = changeLeg(state, leg, { digits: (leg.digits ?? '') + digit });
  return action === 'connect'
    ? connect(heard, leg.line, rules, now)
    : obeyDigit(heard, leg, action, rules, now);
}

/** Tells the manager what to press, after the scenario's pause. */
function invite(state: CallbackState, rules: CallbackRules, now: number): Transition {
  const limit = now + rules.delaysMs.prompt + rules.promptMs;
  const timeout = { kind: 'timer', timer: 'timeout', at: limit } as const;
  return withEffects([timeout], pauseBefore(state, 'prompt', rules, now));
}

function connect(state: CallbackState, line: number, rules: CallbackRules, now: number): Transition {
  const effects: CallbackEffect[] = [
    { kind: 'clear_timer', timer: 'step' },
    { kind: 'clear_timer', timer: 'timeout' },
    { kind: 'prompt', text: 'after', party: 'manager', line },
  ];
  return withEffects(effects, pauseBefore({ ...state, proposedAt: null }, 'visitor', rules, now));
}

function talk(state: CallbackState, line: number, rules: CallbackRules, now: number): Transition {
  const limit = { kind: 'timer', timer: 'timeout', at: now + rules.maxTalkMs } as const;
  return move(state, 'talking', now, [{ kind: 'bridge', line }, limit], { talkingAt: now });
}

function withEffects(before: readonly CallbackEffect[], step: Transition): Transition {
  return step.kind === 'moved' ? { ...step, effects: [...before, ...step.effects] } : step;
}
