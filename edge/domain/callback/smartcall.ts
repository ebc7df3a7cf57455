import { endForGood } from './outcome.ts';
import type {
  CallbackEffect,
  CallbackLeg,
  CallbackRules,
  CallbackState,
  CallbackTag,
  Transition,
} from './state.ts';
import { stay } from './steps.ts';

type Action = 'connect' | 'info' | 'cancel' | 'reschedule' | 'tag' | 'nightTag';

/** What the digit is for, or null. */
export function actionOf({ smartCall }: CallbackRules, digit: string): Action | null {
  const actions: readonly Action[] = ['connect', 'info', 'cancel', 'reschedule', 'tag', 'nightTag'];
  return actions.find((action) => smartCall[action] === digit) ?? null;
}

/** Every digit but the one that connects: the manager stays on the line and may press another. */
export function obeyDigit(
  state: CallbackState,
  leg: CallbackLeg,
  action: Exclude<Action, 'connect'>,
  rules: CallbackRules,
  now: number,
): Transition {
  const say = (text: Extract<CallbackEffect, { kind: 'prompt' }>['text'], at?: number): CallbackEffect[] => [
    { kind: 'prompt', text, party: 'manager', line: leg.line, ...(at !== undefined && { at }) },
    { kind: 'timer', timer: 'timeout', at: now + rules.promptMs },
  ];
  switch (action) {
    case 'info':
      return stay(state, say('info'));
    case 'cancel':
      return endForGood(state, 'cancelled', 'cancelled_by_manager', now);
    case 'reschedule': {
      const proposedAt = rules.nextConvenient(state.proposedAt ?? now);
      return proposedAt === null
        ? { kind: 'ignored' }
        : stay(state, say('moved', proposedAt), { proposedAt });
    }
    case 'tag':
      return stay(state, say('tagged'), { tags: addTag(state.tags, 'smartcall') });
    case 'nightTag':
      return stay(state, say('tagged'), { tags: addTag(state.tags, 'smartcall_night') });
    default: {
      const never: never = action;
      return never;
    }
  }
}

function addTag(tags: readonly CallbackTag[], tag: CallbackTag): CallbackTag[] {
  return [...new Set([...tags, tag])];
}
