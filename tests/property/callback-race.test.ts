import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transition } from '../../edge/domain/callback/machine.ts';
import { type CallbackState, orderCallback } from '../../edge/domain/callback/state.ts';
import { answered, digit, NINE, someRules } from '../support/callback-rules.ts';

const RUNS = 2_000;

describe('a callback that all offices are rung for', () => {
  it('has one winner when several managers answer and press in the same millisecond', () => {
    const race = fc.record({
      lines: fc.integer({ min: 2, max: 4 }),
      presses: fc.array(fc.nat(3), { minLength: 8, maxLength: 16 }),
      smartCall: fc.boolean(),
    });
    const property = fc.property(race, ({ lines, presses, smartCall: on }) => {
      const { smartCall } = someRules();
      const chosen = someRules({ lines, offices: 'all_at_once', smartCall: { ...smartCall, on } });
      const order = { scheduledAt: NINE, isOurTime: false, needsConfirmation: false };
      let { state } = transition(orderCallback(order, NINE).state, { kind: 'due' }, chosen, NINE) as {
        state: CallbackState;
      };
      const dialled: string[] = [];
      const seen = new Set<number>();
      for (const press of presses) {
        const line = press % lines;
        // The first news of a telephone is that it was answered, each further one a key.
        const input = seen.has(line) ? digit('5', line) : answered('manager', line);
        seen.add(line);
        const step = transition(state, input, chosen, NINE);
        if (step.kind !== 'moved') continue;
        state = step.state;
        for (const effect of step.effects) if (effect.kind === 'dial') dialled.push(effect.party);
      }
      const alive = state.legs.filter(({ party, code }) => party === 'manager' && code === null);
      expect(alive).toHaveLength(1);
      expect(dialled).toEqual(state.status === 'ringing_visitor' ? ['visitor'] : []);
    });
    fc.assert(property, { numRuns: RUNS / 10 });
  });
});
