import { describe, expect, it } from 'vitest';
import { transition } from '../../edge/domain/callback/machine.ts';
import {
  type CallbackInput,
  type CallbackRules,
  type CallbackState,
  orderCallback,
} from '../../edge/domain/callback/state.ts';
import {
  answered,
  digit,
  ended,
  NINE,
  OFFICE_HOURS,
  recorded,
  someRules,
} from '../support/callback-rules.ts';

const NOW_ORDER = { scheduledAt: NINE, isOurTime: false, needsConfirmation: false };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DUE = { kind: 'due' } as const;

function play(rules: CallbackRules, inputs: CallbackInput[], order: object = {}, from = NINE): CallbackState {
  let { state } = orderCallback({ ...NOW_ORDER, scheduledAt: from, ...order }, from);
  inputs.forEach((input, i) => {
    const step = transition(state, input, rules, from + (i + 1) * 1_000);
    if (step.kind !== 'moved') throw new Error(`${input.kind} was ${step.kind} in ${state.status}`);
    state = step.state;
  });
  return state;
}

describe('what is kept of a callback', () => {
  it('are the keys that meant something, by telephone', () => {
    const pressed = [DUE, answered('manager'), digit('4'), digit('8'), digit('5'), answered('visitor')];
    const { past } = play(someRules(), [...pressed, ended('visitor', 'hangup')]);
    expect(past).toMatchObject([
      {
        legs: [
          { party: 'manager', digits: '485' },
          { party: 'visitor', answered: true },
        ],
      },
    ]);
    expect(past[0]?.legs[1]).not.toHaveProperty('digits');
  });

  it('is the recording of each attempt, told during it or long after the end', () => {
    const rules = someRules({ retryAfterMs: [MINUTE] });
    const first = [
      DUE,
      answered('manager'),
      recorded('https://pbx.example/1.mp3'),
      ended('manager', 'hangup'),
    ];
    const waiting = play({ ...rules, retryOn: ['200-0'] }, first);
    expect(waiting).toMatchObject({
      status: 'retry_planned',
      past: [{ recording: 'https://pbx.example/1.mp3' }],
    });
    expect(waiting.recording).toBeUndefined();
    const over = play(rules, [DUE, answered('manager'), digit('7'), recorded('https://pbx.example/2.mp3')]);
    expect(over).toMatchObject({ status: 'cancelled', past: [{ recording: 'https://pbx.example/2.mp3' }] });
    // The first one stays, and one of no attempt is nobody's.
    for (const other of [recorded('https://pbx.example/3.mp3'), recorded('https://pbx.example/3.mp3', 2)]) {
      expect(transition(over, other, rules, NINE)).toEqual({ kind: 'ignored' });
    }
  });
});

/** The called person sleeps from eleven on, on the clock of the office, which works until eighteen. */
const ASLEEP = someRules({
  retryAfterMs: [10 * MINUTE],
  isCallable: (at) => OFFICE_HOURS.isCallable(at) && at % (24 * HOUR) < 11 * HOUR,
  nextCallable(at) {
    const next = OFFICE_HOURS.nextWorking(at);
    return next % (24 * HOUR) < 11 * HOUR ? next : OFFICE_HOURS.nextWorking(next + 12 * HOUR);
  },
});
const NOON = NINE + 3 * HOUR;
const TOMORROW = NINE + 24 * HOUR;

describe('the night of the called person', () => {
  it('moves an attempt that we plan, and never the first of an order for now', () => {
    expect(play(ASLEEP, [DUE], {}, NOON).status).toBe('ringing_manager');
    expect(play(ASLEEP, [DUE, ended('manager', 'busy')], {}, NOON)).toMatchObject({
      status: 'retry_planned',
      scheduledAt: TOMORROW,
    });
  });

  it('moves what we chose, or come late to, when its time has come', () => {
    expect(play(ASLEEP, [DUE], { isOurTime: true }, NOON)).toMatchObject({
      status: 'planned',
      scheduledAt: TOMORROW,
    });
    const { state } = orderCallback({ ...NOW_ORDER, scheduledAt: NOON }, NOON);
    const late = (minutes: number) => transition(state, DUE, ASLEEP, NOON + minutes * MINUTE);
    expect(late(5)).toMatchObject({ state: { status: 'ringing_manager' } });
    expect(late(6)).toMatchObject({ state: { status: 'planned', scheduledAt: TOMORROW } });
  });

  it('is asked about when a manager’s word comes late, and not when it comes at once', () => {
    const unsure = orderCallback({ ...NOW_ORDER, scheduledAt: NOON, needsConfirmation: true }, NOON).state;
    const confirmed = (minutes: number) =>
      transition(unsure, { kind: 'confirm' }, ASLEEP, NOON + minutes * MINUTE);
    expect(confirmed(2)).toMatchObject({ state: { status: 'due', isOurTime: false } });
    expect(confirmed(60)).toMatchObject({
      state: { status: 'planned', scheduledAt: TOMORROW, isOurTime: true },
    });
    const wanted = orderCallback({ ...NOW_ORDER, scheduledAt: NOON, needsConfirmation: true }, NINE).state;
    expect(transition(wanted, { kind: 'confirm' }, ASLEEP, NINE + MINUTE)).toMatchObject({
      state: { status: 'planned', scheduledAt: NOON, isOurTime: false },
    });
  });

  it('ends a callback whose next attempt has no time left', () => {
    const never = { ...ASLEEP, nextCallable: () => null };
    expect(play(never, [DUE, ended('manager', 'busy')], {}, NOON)).toMatchObject({
      status: 'failed',
      reason: 'no_hours',
      past: [{ outcome: '486-0' }],
    });
  });
});

describe('another time that the visitor chooses', () => {
  it('is theirs inside the hours of the office, and moved to them outside', () => {
    const moved = (when: number) => play(someRules(), [{ kind: 'reschedule', when }]);
    expect(moved(NOON)).toMatchObject({ status: 'planned', scheduledAt: NOON, isOurTime: false });
    expect(moved(NINE + 12 * HOUR)).toMatchObject({ scheduledAt: TOMORROW, isOurTime: true });
    const fixed = play(someRules(), [{ kind: 'reschedule', when: NINE + 12 * HOUR, fixed: true }]);
    expect(fixed).toMatchObject({ scheduledAt: NINE + 12 * HOUR, isOurTime: false });
    const never = someRules({ spread: () => null });
    const { state } = orderCallback(NOW_ORDER, NINE);
    expect(transition(state, { kind: 'reschedule', when: NOON }, never, NINE)).toEqual({
      kind: 'impossible',
    });
  });
});

describe('a widget without offices', () => {
  const none = someRules({ lines: 0, retryAfterMs: [MINUTE] });

  it('starts nothing, and plans nothing more', () => {
    expect(play(none, [DUE])).toMatchObject({ status: 'failed', reason: 'no_answer_manager' });
    const ringing = play(someRules({ retryAfterMs: [MINUTE] }), [DUE]);
    expect(transition(ringing, ended('manager', 'busy'), none, NINE)).toMatchObject({
      state: { status: 'failed', reason: 'busy_manager' },
    });
  });

  it('lets go of a visitor who waits for the manager', () => {
    const pause = { manager: 3_000, visitor: 0, prompt: 0 };
    const rules = someRules({ order: 'visitor_first', delaysMs: pause });
    const waiting = play(rules, [DUE, answered('visitor')]);
    const step = transition(waiting, { kind: 'step' }, { ...rules, lines: 0 }, NINE);
    expect(step).toMatchObject({ state: { status: 'failed', reason: 'no_answer_manager' } });
    expect(step).toMatchObject({
      effects: expect.arrayContaining([expect.objectContaining({ kind: 'hangup' })]),
    });
  });

  it.each(['in_order', 'in_turn', 'all_at_once'] as const)(
    'talks to an end what was begun, %s',
    (offices) => {
      const rules = someRules({ offices });
      const talking = play(rules, [DUE, answered('manager'), digit('5'), answered('visitor')]);
      const lost = { ...rules, lines: 0 };
      expect(transition(talking, ended('visitor', 'hangup'), lost, NINE + MINUTE)).toMatchObject({
        state: { status: 'completed', success: true },
      });
    },
  );
});
