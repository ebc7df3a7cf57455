import { describe, expect, it } from 'vitest';
import { transition } from '../../edge/domain/callback/machine.ts';
import {
  type CallbackEffect,
  type CallbackInput,
  type CallbackRules,
  type CallbackState,
  canChange,
  isEnded,
  orderCallback,
} from '../../edge/domain/callback/state.ts';
import { CALLBACK_STATUSES } from '../../shared/contract/callback.ts';
import { answered, digit, ended, NINE, someRules } from '../support/callback-rules.ts';

const NOW_ORDER = { scheduledAt: NINE, isOurTime: false, needsConfirmation: false };
const DUE = { kind: 'due' } as const;
const MINUTE = 60_000;

/** Plays inputs one second apart and answers where that ends, with the effects of the last one. */
function play(
  rules: CallbackRules,
  inputs: readonly CallbackInput[],
  order = NOW_ORDER,
  from = NINE,
): { state: CallbackState; effects: CallbackEffect[]; now: number } {
  let { state, effects } = orderCallback(order, from);
  let now = from;
  for (const input of inputs) {
    now += 1_000;
    const step = transition(state, input, rules, now);
    if (step.kind !== 'moved') throw new Error(`${input.kind} was ${step.kind} in ${state.status}`);
    ({ state, effects } = step);
  }
  return { state, effects, now };
}

const statusAfter = (rules: CallbackRules, ...inputs: CallbackInput[]) => play(rules, inputs).state.status;
const dials = (effects: readonly CallbackEffect[]) =>
  effects.flatMap((effect) => (effect.kind === 'dial' ? [`${effect.party}${effect.line}`] : []));
const CONNECTED = [DUE, answered('manager'), digit('5'), answered('visitor')] as const;

describe('a callback, manager first', () => {
  it('goes from due to completed', () => {
    const rules = someRules();
    expect(orderCallback(NOW_ORDER, NINE).state.status).toBe('due');
    expect(statusAfter(rules, DUE)).toBe('ringing_manager');
    expect(statusAfter(rules, DUE, answered('manager'))).toBe('manager_answered');
    expect(statusAfter(rules, DUE, answered('manager'), digit('5'))).toBe('ringing_visitor');
    expect(statusAfter(rules, ...CONNECTED)).toBe('talking');
    expect(play(rules, [...CONNECTED, ended('visitor', 'hangup')]).state).toMatchObject({
      status: 'completed',
      talkS: 1,
      success: false,
      past: [{ attempt: 1, outcome: '200-200' }],
    });
  });

  it('connects without a digit where SmartCall is off', () => {
    const { smartCall } = someRules();
    const rules = someRules({ smartCall: { ...smartCall, on: false } });
    expect(statusAfter(rules, DUE, answered('manager'))).toBe('ringing_visitor');
  });

  it('waits as long as the scenario says before each action (S1-54)', () => {
    const rules = someRules({ delaysMs: { manager: 3_000, visitor: 3_000, prompt: 3_000 } });
    const step = { kind: 'step' } as const;
    const due = play(rules, [DUE]);
    expect([due.state.status, due.effects]).toEqual([
      'due',
      [{ kind: 'timer', timer: 'step', at: due.now + 3_000 }],
    ]);
    expect(dials(play(rules, [DUE, step]).effects)).toEqual(['manager0']);
    const heard = play(rules, [DUE, step, answered('manager'), step]);
    expect(heard.effects).toEqual([{ kind: 'prompt', text: 'before', party: 'manager', line: 0 }]);
    const pressed = [DUE, step, answered('manager'), step, digit('5')];
    expect(statusAfter(rules, ...pressed)).toBe('manager_answered');
    expect(dials(play(rules, [...pressed, step]).effects)).toEqual(['visitor0']);
  });

  it('rings the offices one after another', () => {
    const rules = someRules({ lines: 3 });
    expect(dials(play(rules, [DUE]).effects)).toEqual(['manager0']);
    const busy = play(rules, [DUE, ended('manager', 'busy')]);
    expect([busy.state.status, dials(busy.effects)]).toEqual(['ringing_manager', ['manager1']]);
    const silent = play(rules, [DUE, ended('manager', 'busy'), { kind: 'timeout' }]);
    expect(dials(silent.effects)).toEqual(['manager2']);
    expect(silent.effects).toContainEqual({ kind: 'hangup', party: 'manager', line: 1 });
    const none = play(rules, [
      DUE,
      ended('manager', 'busy'),
      { kind: 'timeout' },
      ended('manager', 'no_answer', 2),
    ]);
    expect(none.state).toMatchObject({
      status: 'failed',
      reason: 'no_answer_manager',
      past: [{ outcome: '480-0' }],
    });
  });

  it('rings another office with each attempt, in turn', () => {
    const rules = someRules({ lines: 2, offices: 'in_turn', retryAfterMs: [MINUTE, MINUTE] });
    const second = play(rules, [DUE, ended('manager', 'busy'), DUE]);
    expect(dials(second.effects)).toEqual(['manager1']);
    expect(
      dials(play(rules, [DUE, ended('manager', 'busy'), DUE, ended('manager', 'busy', 1, 2), DUE]).effects),
    ).toEqual(['manager0']);
  });

  it('rings all offices at once and keeps the first who answers', () => {
    const rules = someRules({ lines: 3, offices: 'all_at_once' });
    expect(dials(play(rules, [DUE]).effects)).toEqual(['manager0', 'manager1', 'manager2']);
    const { state, effects } = play(rules, [DUE, answered('manager', 1)]);
    expect(effects.filter(({ kind }) => kind === 'hangup')).toEqual([
      { kind: 'hangup', party: 'manager', line: 0 },
      { kind: 'hangup', party: 'manager', line: 2 },
    ]);
    expect(transition(state, answered('manager', 2), rules, NINE)).toEqual({ kind: 'ignored' });
    expect(transition(state, digit('5', 2), rules, NINE)).toEqual({ kind: 'ignored' });
    expect(transition(state, digit('5', 1), rules, NINE)).toMatchObject({
      state: { status: 'ringing_visitor' },
    });
  });
});

describe('a callback in another order', () => {
  it('rings the visitor first and then the manager', () => {
    const rules = someRules({ order: 'visitor_first' });
    expect(dials(play(rules, [DUE]).effects)).toEqual(['visitor0']);
    const waiting = play(rules, [DUE, answered('visitor')]);
    expect([waiting.state.status, dials(waiting.effects)]).toEqual(['ringing_manager', ['manager0']]);
    expect(statusAfter(rules, DUE, answered('visitor'), answered('manager'))).toBe('talking');
    expect(play(rules, [DUE, answered('visitor'), ended('visitor', 'hangup')]).state).toMatchObject({
      status: 'failed',
      past: [{ outcome: '200-487' }],
    });
  });

  it('says that the visitor waits while the pause before the manager lasts', () => {
    const rules = someRules({ order: 'visitor_first', delaysMs: { manager: 3_000, visitor: 0, prompt: 0 } });
    expect(statusAfter(rules, DUE, answered('visitor'))).toBe('visitor_answered');
  });

  it('rings both at once and talks when both have answered', () => {
    const rules = someRules({ order: 'parallel' });
    expect(dials(play(rules, [DUE]).effects)).toEqual(['manager0', 'visitor0']);
    for (const both of [
      [answered('visitor'), answered('manager')],
      [answered('manager'), answered('visitor')],
    ]) {
      expect(play(rules, [DUE, both[0] as CallbackInput]).state.status).toBe('ringing_both');
      expect(statusAfter(rules, DUE, ...both)).toBe('talking');
    }
    expect(play(rules, [DUE, answered('manager'), { kind: 'timeout' }]).state.past[0]?.outcome).toBe(
      '200-408',
    );
  });
});

describe('the digits of SmartCall', () => {
  const PICKED_UP = [DUE, answered('manager')] as const;
  const said = (effects: readonly CallbackEffect[]) =>
    effects.flatMap((effect) => (effect.kind === 'prompt' ? [effect.text] : []));

  it('speak further information, on demand or by themselves (S1-43)', () => {
    expect(said(play(someRules(), [...PICKED_UP, digit('4')]).effects)).toEqual(['info']);
    const auto = someRules({ smartCall: { ...someRules().smartCall, info: 'auto' } });
    expect(said(play(auto, PICKED_UP).effects)).toEqual(['info', 'before']);
  });

  it('end this call and all later attempts (S1-44, S1-93)', () => {
    const rules = someRules({ retryAfterMs: [MINUTE, MINUTE] });
    expect(play(rules, [...PICKED_UP, digit('7')]).state).toMatchObject({
      status: 'cancelled',
      reason: 'cancelled_by_manager',
    });
  });

  it('move the call to the next convenient time, and with each press to the one after (S1-45)', () => {
    const once = play(someRules(), [...PICKED_UP, digit('2')]);
    expect(once.effects[0]).toMatchObject({ text: 'moved', at: NINE + 60 * MINUTE });
    const twice = [...PICKED_UP, digit('2'), digit('2'), ended('manager', 'hangup')];
    expect(play(someRules(), twice).state).toMatchObject({
      status: 'planned',
      scheduledAt: NINE + 25 * 60 * MINUTE,
      isOurTime: true,
    });
  });

  it('tag the call, by day and by night (S1-46)', () => {
    const { tags } = play(someRules(), [...PICKED_UP, digit('8'), digit('9'), digit('8')]).state;
    expect(tags).toEqual(['smartcall', 'smartcall_night']);
  });

  it('mean nothing where they are not set, and nothing once the visitor is being called', () => {
    const rules = someRules({ delaysMs: { manager: 0, visitor: 3_000, prompt: 0 } });
    const { state } = play(rules, PICKED_UP);
    for (const other of ['0', '*', '#']) {
      expect(transition(state, digit(other), rules, NINE)).toEqual({ kind: 'ignored' });
    }
    const connecting = play(rules, [...PICKED_UP, digit('5')]).state;
    expect(transition(connecting, digit('7'), rules, NINE)).toEqual({ kind: 'ignored' });
  });
});

describe('a failed attempt', () => {
  const rules = someRules({ retryAfterMs: [5 * MINUTE, 10 * MINUTE] });

  it('is followed by the next after the interval of the list, until the list is at its end (S1-49, S1-51)', () => {
    const first = play(rules, [DUE, ended('manager', 'busy')]);
    expect(first.state).toMatchObject({
      status: 'retry_planned',
      reason: 'busy_manager',
      scheduledAt: first.now + 5 * MINUTE,
    });
    const second = play(rules, [DUE, ended('manager', 'busy'), DUE, ended('manager', 'busy', 0, 2)]);
    expect(second.state).toMatchObject({ status: 'retry_planned', scheduledAt: second.now + 10 * MINUTE });
    const third = [DUE, ended('manager', 'busy', 0, 2), DUE, ended('manager', 'busy', 0, 3)];
    expect(play(rules, [DUE, ended('manager', 'busy'), ...third]).state).toMatchObject({
      status: 'failed',
      past: [{ outcome: '486-0' }, { outcome: '486-0' }, { outcome: '486-0' }],
    });
  });

  it('is the last where its outcome is not in the list (S1-52)', () => {
    const picky = someRules({ retryAfterMs: [MINUTE], retryOn: ['200-486'] });
    expect(statusAfter(picky, DUE, ended('manager', 'busy'))).toBe('failed');
    const called = [DUE, answered('manager'), digit('5')];
    expect(statusAfter(picky, ...called, ended('visitor', 'busy'))).toBe('retry_planned');
    expect(statusAfter(picky, ...called, ended('visitor', 'no_answer'))).toBe('failed');
  });

  it('is repeated in working time only (S1-93)', () => {
    const evening = NINE + 9 * 60 * MINUTE - 2 * MINUTE;
    const { state } = play(
      rules,
      [DUE, ended('manager', 'busy')],
      { ...NOW_ORDER, scheduledAt: evening },
      evening,
    );
    expect(state.scheduledAt).toBe(NINE + 24 * 60 * MINUTE);
  });

  it('may be a talk that was too short, where the list says so (S1-50)', () => {
    const short = [...CONNECTED, ended('manager', 'hangup')];
    expect(play(rules, short).state).toMatchObject({ status: 'completed', success: false });
    const strict = someRules({ retryAfterMs: [MINUTE], retryOn: ['200-200'] });
    expect(play(strict, short).state).toMatchObject({ status: 'retry_planned', success: false });
    const long = transition(play(strict, CONNECTED).state, ended('visitor', 'hangup'), strict, NINE + MINUTE);
    expect(long).toMatchObject({ state: { status: 'completed', success: true } });
  });
});

describe('the hours', () => {
  const night = NINE - 60 * MINUTE;

  it('are looked at again when an alarm rings late or the time was ours', () => {
    const rules = someRules();
    const ours = { scheduledAt: night, isOurTime: true, needsConfirmation: false };
    expect(play(rules, [DUE], ours, night).state).toMatchObject({ status: 'planned', scheduledAt: NINE });
    const { state } = orderCallback({ ...ours, isOurTime: false }, night);
    expect(transition(state, DUE, rules, night + 10 * MINUTE)).toMatchObject({
      state: { status: 'planned' },
    });
  });

  it('never move a call that the visitor wanted then and there', () => {
    const closing = NINE + 9 * 60 * MINUTE - 1;
    const { state } = orderCallback({ ...NOW_ORDER, scheduledAt: closing }, closing);
    expect(transition(state, DUE, someRules(), closing + 2_000)).toMatchObject({
      state: { status: 'ringing_manager' },
    });
  });

  it('end a callback that has none', () => {
    const never = someRules({
      isCallable: () => false,
      nextCallable: () => null,
      nextConvenient: () => null,
    });
    const { state } = play(never, [DUE], { scheduledAt: NINE, isOurTime: true, needsConfirmation: false });
    expect(state).toMatchObject({ status: 'failed', reason: 'no_hours' });
  });
});

describe('an order that nobody is sure of', () => {
  const unsure = { ...NOW_ORDER, needsConfirmation: true };

  it('rings nobody before a manager has said so', () => {
    const { state } = orderCallback(unsure, NINE);
    expect(transition(state, DUE, someRules(), NINE)).toEqual({ kind: 'ignored' });
    const { state: confirmed, effects } = play(someRules(), [{ kind: 'confirm' }], unsure);
    expect([confirmed.status, effects.at(-1)]).toMatchObject(['due', { kind: 'timer', timer: 'due' }]);
  });

  it('ends for good when a manager declines it, and at no other time', () => {
    const declined = play(someRules(), [{ kind: 'decline' }], unsure).state;
    expect([declined.status, declined.reason]).toEqual(['cancelled', 'cancelled_by_manager']);
    const { state } = orderCallback(NOW_ORDER, NINE);
    expect(transition(state, { kind: 'decline' }, someRules(), NINE)).toEqual({ kind: 'ignored' });
  });

  it('expires', () => {
    expect(play(someRules(), [{ kind: 'expire' }], unsure).state.status).toBe('expired');
  });
});

describe('a dial of which nobody knows what became', () => {
  const UNSURE = { kind: 'dial_unsure', waitMs: MINUTE } as const;

  it('has its whole time to ring once that is known', () => {
    const { effects, now } = play(someRules(), [DUE, UNSURE]);
    expect(effects).toEqual([{ kind: 'timer', timer: 'timeout', at: now + MINUTE + someRules().ringMs }]);
  });

  it('means nothing to a telephone that was answered, or to a callback that rings nobody', () => {
    const { state, now } = play(someRules(), [DUE, answered('manager')]);
    expect(transition(state, UNSURE, someRules(), now)).toEqual({ kind: 'ignored' });
    const { state: waiting } = orderCallback(NOW_ORDER, NINE);
    expect(transition(waiting, UNSURE, someRules(), NINE)).toEqual({ kind: 'ignored' });
  });

  it('ends everything if it cannot be found out, whatever attempts are left', () => {
    const { state } = play(someRules({ retryAfterMs: [MINUTE] }), [DUE, { kind: 'unknown_outcome' }]);
    expect(state).toMatchObject({ status: 'failed', reason: 'unknown_outcome', legs: [] });
    const { state: waiting } = orderCallback(NOW_ORDER, NINE);
    const step = transition(waiting, { kind: 'unknown_outcome' }, someRules(), NINE);
    expect(step).toEqual({ kind: 'ignored' });
  });
});

describe('every status', () => {
  it.each(CALLBACK_STATUSES)('%s can be changed by the visitor only while nothing rings', (status) => {
    const state = { ...orderCallback(NOW_ORDER, NINE).state, status };
    const cancelled = transition(state, { kind: 'cancel' }, someRules(), NINE);
    expect(cancelled.kind).toBe(canChange(status) ? 'moved' : 'impossible');
    if (isEnded(status)) expect(transition(state, DUE, someRules(), NINE)).toEqual({ kind: 'ignored' });
  });
});
