import { describe, expect, it } from 'vitest';
import { transition } from '../../edge/domain/callback/machine.ts';
import { type CallbackInput, orderCallback } from '../../edge/domain/callback/state.ts';
import type { Party } from '../../edge/domain/ports.ts';
import { answered, digit, ended, NINE, someRules } from '../support/callback-rules.ts';

const ORDERED = { scheduledAt: NINE, isOurTime: false, needsConfirmation: false };
const RULES = someRules({ retryAfterMs: [600_000] });

/** A callback whose sides were to be connected, with an end `afterMs` later of which the provider had not said it was. */
function endUnmet(party: Party, afterMs: number) {
  let { state } = orderCallback(ORDERED, NINE);
  const play = (input: CallbackInput, at: number) => {
    const step = transition(state, input, RULES, at);
    if (step.kind !== 'moved') throw new Error(`${input.kind} was ${step.kind} in ${state.status}`);
    state = step.state;
  };
  for (const input of [{ kind: 'due' } as const, answered('manager'), digit('5'), answered('visitor')]) {
    play(input, NINE);
  }
  expect(state.status).toBe('talking');
  play({ ...ended(party, 'hangup'), isUnmet: true } as CallbackInput, NINE + afterMs);
  return state;
}

describe('a telephone that is put down before the two are connected', () => {
  it('is no talk: the visitor has not answered, and is tried again', () => {
    expect(endUnmet('visitor', 400)).toMatchObject({
      status: 'retry_planned',
      reason: 'no_answer_visitor',
      talkS: null,
      success: null,
      past: [{ outcome: '200-487' }],
    });
  });

  it('is no talk: the manager has declined', () => {
    expect(endUnmet('manager', 400)).toMatchObject({
      status: 'retry_planned',
      reason: 'declined',
      past: [{ outcome: '200-487' }],
    });
  });

  it('was a talk after all where so long a time has passed', () => {
    expect(endUnmet('visitor', 40_000)).toMatchObject({ status: 'completed', talkS: 40, success: true });
  });
});
