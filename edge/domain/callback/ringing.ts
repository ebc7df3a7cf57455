import { failAttempt } from './outcome.ts';
import type { CallbackRules, CallbackState, Transition } from './state.ts';
import { acceptedLeg, dial, move, nextLines, stay } from './steps.ts';

/** The code of SIP for a manager whom there is no telephone of. */
const NOBODY = 480;

/** Goes on with what the pause was for. */
export function takeStep(state: CallbackState, rules: CallbackRules, now: number): Transition {
  switch (state.next) {
    case 'manager':
      return ringManagers(state, rules, now);
    case 'visitor':
      return ringVisitor(state, rules, now);
    case 'prompt': {
      const leg = acceptedLeg(state);
      if (!leg) return { kind: 'ignored' };
      const texts = rules.smartCall.info === 'auto' ? (['info', 'before'] as const) : (['before'] as const);
      const prompts = texts.map(
        (text) => ({ kind: 'prompt', text, party: 'manager', line: leg.line }) as const,
      );
      return stay(state, prompts, { next: null });
    }
    case null:
      return { kind: 'ignored' };
    default: {
      const never: never = state.next;
      return never;
    }
  }
}

/** Waits as long as the scenario says before the next action (S1-53), or takes it at once. */
export function pauseBefore(
  state: CallbackState,
  next: 'manager' | 'visitor' | 'prompt',
  rules: CallbackRules,
  now: number,
): Transition {
  const pauseMs = rules.delaysMs[next];
  const waiting = { ...state, next };
  if (pauseMs === 0) return takeStep(waiting, rules, now);
  return { kind: 'moved', state: waiting, effects: [{ kind: 'timer', timer: 'step', at: now + pauseMs }] };
}

function ringManagers(state: CallbackState, rules: CallbackRules, now: number): Transition {
  const isBoth = rules.order === 'parallel' && state.legs.length === 0;
  const lines = nextLines(state, rules);
  // The offices went away in the pause before.
  if (lines.length === 0) return failAttempt(state, { party: 'manager', code: NOBODY }, rules, now);
  const managers = dial(state, 'manager', lines);
  const visitor = isBoth ? dial(managers.state, 'visitor', [0]) : null;
  const effects = [...managers.effects, ...(visitor?.effects ?? [])];
  return move(
    visitor?.state ?? managers.state,
    rules.order === 'parallel' ? 'ringing_both' : 'ringing_manager',
    now,
    [...effects, { kind: 'timer', timer: 'timeout', at: now + rules.ringMs }],
  );
}

function ringVisitor(state: CallbackState, rules: CallbackRules, now: number): Transition {
  const { state: dialled, effects } = dial(state, 'visitor', [0]);
  return move(dialled, 'ringing_visitor', now, [
    ...effects,
    { kind: 'timer', timer: 'timeout', at: now + rules.ringMs },
  ]);
}
