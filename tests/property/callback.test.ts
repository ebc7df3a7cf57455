import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transition } from '../../edge/domain/callback/machine.ts';
import {
  type CallbackInput,
  type CallbackRules,
  type CallbackState,
  canChange,
  isEnded,
  orderCallback,
} from '../../edge/domain/callback/state.ts';
import type { Party } from '../../edge/domain/ports.ts';
import { CALLBACK_STATUSES, type CallbackStatus } from '../../shared/contract/callback.ts';
import { NINE, OFFICE_HOURS, someRules } from '../support/callback-rules.ts';

const RUNS = 20_000;

/** From a status to those that may follow it; what is waiting may also be cancelled and moved. */
const NEXT: Partial<Record<CallbackStatus, readonly CallbackStatus[]>> = {
  needs_confirmation: ['planned', 'due', 'failed', 'expired'],
  planned: ['due', 'ringing_manager', 'ringing_visitor', 'ringing_both', 'failed'],
  due: ['planned', 'ringing_manager', 'ringing_visitor', 'ringing_both', 'failed'],
  retry_planned: ['due', 'ringing_manager', 'ringing_visitor', 'ringing_both', 'failed'],
  ringing_manager: ['manager_answered', 'ringing_visitor', 'talking', 'retry_planned', 'failed'],
  manager_answered: ['ringing_visitor', 'planned', 'retry_planned', 'failed', 'cancelled'],
  ringing_visitor: ['visitor_answered', 'ringing_manager', 'talking', 'retry_planned', 'failed'],
  visitor_answered: ['ringing_manager', 'retry_planned', 'failed'],
  ringing_both: ['talking', 'retry_planned', 'failed'],
  talking: ['completed', 'retry_planned', 'failed'],
};

function mayFollow(before: CallbackStatus, after: CallbackStatus): boolean {
  if (before === after) return true;
  if (canChange(before) && (after === 'cancelled' || after === 'planned')) return true;
  return NEXT[before]?.includes(after) ?? false;
}

/** The telephones as an exchange would have them, kept by what the machine told it to do. */
class Exchange {
  readonly alive = new Map<string, { party: Party; line: number; attempt: number; answered: boolean }>();
  accepted = false;

  obey(step: Extract<ReturnType<typeof transition>, { kind: 'moved' }>, rules: CallbackRules): void {
    for (const effect of step.effects) {
      if (effect.kind === 'dial') {
        if (effect.party === 'visitor' && rules.order === 'manager_first') {
          expect(this.accepted, 'no visitor is rung before a manager has accepted').toBe(true);
        }
        const key = `${effect.party}${effect.line}`;
        expect(this.alive.has(key), 'no telephone is rung twice').toBe(false);
        const { attempt } = step.state;
        this.alive.set(key, { party: effect.party, line: effect.line, attempt, answered: false });
      } else if (effect.kind === 'hangup') this.alive.delete(`${effect.party}${effect.line}`);
      else if (effect.kind === 'bridge') {
        expect([
          this.alive.get('visitor0')?.answered,
          this.alive.get(`manager${effect.line}`)?.answered,
        ]).toEqual([true, true]);
      } else if (effect.kind === 'timer' && effect.timer === 'due' && step.state.isOurTime) {
        expect(rules.isCallable(effect.at), 'we plan for the hours of both sides only').toBe(true);
      }
    }
    if (canChange(step.state.status) || isEnded(step.state.status)) {
      const isPausing = step.state.next !== null;
      if (!isPausing) expect([...this.alive.keys()], 'no telephone rings on').toEqual([]);
      if (!isPausing) this.accepted = false;
    }
  }
}

const move = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('due', 'step', 'timeout').map((kind) => ({ kind }) as const) },
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('answer' as const), which: fc.nat(4) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('end' as const),
      which: fc.nat(4),
      cause: fc.constantFrom('hangup', 'busy', 'no_answer', 'invalid_number', 'failed'),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      which: fc.nat(4),
      digit: fc.constantFrom('5', '5', '5', '4', '7', '2', '8', '9', '0'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('cancel', 'provider_refused', 'unknown_outcome', 'confirm', 'decline', 'expire')
      .map((kind) => ({ kind }) as const),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'dial_unsure' as const, waitMs: 60_000 }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'losing offices' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('forbid' as const),
      reason: fc.constantFrom('blocked', 'caps', 'provider', 'no_answer_manager'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('reschedule' as const),
      hours: fc.integer({ min: 1, max: 40 }),
    }),
  },
);

/** The called person is up for the last hour of the office alone. */
const WHO_SLEEPS_LONG = {
  isCallable: (at: number) => isUp(at),
  nextCallable: (at: number) => nextUp(at),
  nextConvenient: (after: number) => nextUp(after + 1),
  spread: (wanted: number) => (OFFICE_HOURS.isCallable(wanted) ? wanted : nextUp(wanted)),
};
const DAY_MS = 86_400_000;
const UP_MS = 17 * 3_600_000;
const isUp = (at: number) => at % DAY_MS >= UP_MS && OFFICE_HOURS.isCallable(at);
function nextUp(at: number): number {
  if (isUp(at)) return at;
  const today = at - (at % DAY_MS) + UP_MS;
  return today > at ? today : today + DAY_MS;
}

const rules = fc
  .record({
    order: fc.constantFrom('manager_first', 'visitor_first', 'parallel'),
    offices: fc.constantFrom('in_order', 'in_turn', 'all_at_once'),
    lines: fc.integer({ min: 1, max: 3 }),
    retries: fc.nat(3),
    pauses: fc.boolean(),
    smartCall: fc.boolean(),
    retryShort: fc.boolean(),
    sleeps: fc.boolean(),
  })
  .map(({ retries, pauses, smartCall, retryShort, sleeps, ...rest }) => {
    const plain = someRules();
    const pauseMs = pauses ? 3_000 : 0;
    return someRules({
      ...rest,
      smartCall: { ...plain.smartCall, on: smartCall },
      retryAfterMs: Array.from({ length: retries }, () => 60_000),
      retryOn: retryShort ? [...plain.retryOn, '200-200'] : plain.retryOn,
      delaysMs: { manager: pauseMs, visitor: pauseMs, prompt: pauseMs },
      ...(sleeps && WHO_SLEEPS_LONG),
    });
  });

function toInput(
  drawn: typeof move extends fc.Arbitrary<infer Move> ? Move : never,
  exchange: Exchange,
  now: number,
): CallbackInput | null {
  if (drawn.kind === 'losing offices') return null;
  if (drawn.kind === 'reschedule') return { kind: 'reschedule', when: now + drawn.hours * 3_600_000 };
  if (drawn.kind !== 'answer' && drawn.kind !== 'end' && drawn.kind !== 'press') return drawn;
  const legs = [...exchange.alive];
  const [key, leg] = legs[drawn.which % Math.max(1, legs.length)] ?? [];
  if (key === undefined || leg === undefined) return null;
  const { party, line, attempt } = leg;
  const event = { leg: { account: 'a', widget: 'w', callback: 'cb', attempt, party, line }, at: now };
  if (drawn.kind === 'press') {
    if (drawn.digit === '5' && leg.answered) exchange.accepted = true;
    return { kind: 'telephone', event: { ...event, kind: 'digit', digit: drawn.digit } };
  }
  if (drawn.kind === 'end') {
    exchange.alive.delete(key);
    return { kind: 'telephone', event: { ...event, kind: 'ended', cause: drawn.cause } };
  }
  leg.answered = true;
  return { kind: 'telephone', event: { ...event, kind: 'answered' } };
}

describe('a callback under anything that can happen to it', () => {
  it('takes no illegal step, rings nobody on, and connects only who has accepted', {
    timeout: 120_000,
  }, () => {
    const reached = new Set<CallbackStatus>();
    const sequences = fc.record({
      rules,
      unsure: fc.boolean(),
      moves: fc.array(fc.tuple(move, fc.integer({ min: 0, max: 40_000 })), { minLength: 5, maxLength: 30 }),
    });
    const property = fc.property(sequences, ({ rules: drawnRules, unsure, moves }) => {
      let chosen = drawnRules;
      const exchange = new Exchange();
      let now = NINE;
      let { state }: { state: CallbackState } = orderCallback(
        { scheduledAt: now, isOurTime: false, needsConfirmation: unsure && moves.length % 4 === 0 },
        now,
      );
      for (const [drawn, passMs] of moves) {
        now += passMs;
        if (drawn.kind === 'losing offices') chosen = { ...chosen, lines: 0 };
        const input = toInput(drawn, exchange, now);
        if (input === null) continue;
        if (!chosen.smartCall.on)
          exchange.accepted ||= [...exchange.alive.values()].some(
            ({ party, answered }) => party === 'manager' && answered,
          );
        const step = transition(state, input, chosen, now);
        if (step.kind !== 'moved') continue;
        expect(mayFollow(state.status, step.state.status), `${state.status} → ${step.state.status}`).toBe(
          true,
        );
        exchange.obey(step, chosen);
        state = step.state;
        reached.add(state.status);
        const answeredManagers = state.legs.filter(
          ({ party, answered, code }) => party === 'manager' && answered && code === null,
        );
        expect(answeredManagers.length, 'one manager wins').toBeLessThanOrEqual(1);
        expect(state.past.length).toBe(new Set(state.past.map(({ attempt }) => attempt)).size);
      }
    });
    fc.assert(property, { numRuns: RUNS });
    expect([...CALLBACK_STATUSES].filter((status) => !reached.has(status))).toEqual([]);
  });
});
