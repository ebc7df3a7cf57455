import { describe, expect, it } from 'vitest';
import {
  type CallbackEffect,
  type CallbackInput,
  type CallbackState,
  canChange,
  isEnded,
  orderCallback,
  transition,
} from '../../edge/domain/callback.ts';
import type { Party } from '../../edge/domain/ports.ts';
import { CALLBACK_STATUSES } from '../../shared/contract/callback.ts';

const RULES = { connectDigit: '5', ringMs: 45_000, promptMs: 128_000, maxTalkMs: 3_600_000 };
const NOW = 1_700_000_000_000;

const leg = (party: Party, attempt = 1) => ({ account: 'a', widget: 'w', callback: 'cb', attempt, party });
const answered = (party: Party, attempt = 1): CallbackInput => ({
  kind: 'telephone',
  event: { leg: leg(party, attempt), at: NOW, kind: 'answered' },
});
const digit = (value: string): CallbackInput => ({
  kind: 'telephone',
  event: { leg: leg('manager'), at: NOW, kind: 'digit', digit: value },
});
const ended = (
  party: Party,
  cause: 'hangup' | 'busy' | 'no_answer' | 'invalid_number' | 'failed',
): CallbackInput => ({
  kind: 'telephone',
  event: { leg: leg(party), at: NOW, kind: 'ended', cause },
});

function play(...inputs: CallbackInput[]): { state: CallbackState; effects: CallbackEffect[] } {
  let { state, effects } = orderCallback(NOW, NOW);
  for (const input of inputs) {
    const step = transition(state, input, RULES, NOW + 1_000);
    if (step.kind !== 'moved') throw new Error(`${input.kind} was ${step.kind} in ${state.status}`);
    ({ state, effects } = step);
  }
  return { state, effects };
}

const CONNECTED = [{ kind: 'due' }, answered('manager'), digit('5'), answered('visitor')] as const;

describe('the life of a callback', () => {
  it('goes from due to completed, manager first', () => {
    expect(orderCallback(NOW, NOW).state.status).toBe('due');
    expect(play({ kind: 'due' }).state.status).toBe('ringing_manager');
    expect(play({ kind: 'due' }, answered('manager')).state.status).toBe('manager_answered');
    expect(play({ kind: 'due' }, answered('manager'), digit('5')).state.status).toBe('ringing_visitor');
    expect(play(...CONNECTED).state.status).toBe('talking');
    expect(play(...CONNECTED, ended('visitor', 'hangup')).state).toMatchObject({
      status: 'completed',
      talkS: 0,
    });
  });

  it('plans an order for later and rings at its time', () => {
    const later = orderCallback(NOW + 60_000, NOW);
    expect(later.state.status).toBe('planned');
    expect(later.effects).toEqual([{ kind: 'timer', timer: 'due', at: NOW + 60_000 }]);
  });

  it('dials the visitor only after the manager has pressed the digit', () => {
    const { state } = play({ kind: 'due' }, answered('manager'));
    expect(transition(state, digit('4'), RULES, NOW)).toEqual({ kind: 'ignored' });
    const { effects } = play({ kind: 'due' }, answered('manager'), digit('5'));
    expect(effects).toContainEqual({ kind: 'dial', party: 'visitor' });
  });

  it.each([
    ['busy', 'busy_manager'],
    ['no_answer', 'no_answer_manager'],
    ['hangup', 'no_answer_manager'],
    ['invalid_number', 'invalid_number'],
    ['failed', 'provider'],
  ] as const)('fails with a reason when the manager leg ends by %s', (cause, reason) => {
    expect(play({ kind: 'due' }, ended('manager', cause)).state).toMatchObject({ status: 'failed', reason });
  });

  it('hangs the manager up when the visitor does not answer, and the visitor when the manager leaves', () => {
    const ringing = [{ kind: 'due' }, answered('manager'), digit('5')] as const;
    const alone = play(...ringing, ended('visitor', 'no_answer'));
    expect(alone.state.reason).toBe('no_answer_visitor');
    expect(alone.effects).toContainEqual({ kind: 'hangup', party: 'manager' });
    expect(alone.effects).not.toContainEqual({ kind: 'hangup', party: 'visitor' });
    expect(play(...ringing, ended('manager', 'hangup')).effects).toContainEqual({
      kind: 'hangup',
      party: 'visitor',
    });
  });

  it('gives up on a telephone that rings too long and stops its ringing', () => {
    const { state, effects } = play({ kind: 'due' }, { kind: 'timeout' });
    expect(state).toMatchObject({ status: 'failed', reason: 'no_answer_manager' });
    expect(effects).toContainEqual({ kind: 'hangup', party: 'manager' });
  });

  it('counts a manager who presses nothing as one who declined', () => {
    const { state, effects } = play({ kind: 'due' }, answered('manager'));
    expect(effects).toContainEqual({ kind: 'timer', timer: 'timeout', at: NOW + 1_000 + 128_000 });
    expect(transition(state, { kind: 'timeout' }, RULES, NOW)).toMatchObject({
      state: { status: 'failed', reason: 'declined' },
      effects: [{ kind: 'clear_timer' }, { kind: 'hangup', party: 'manager' }],
    });
  });

  it('can be cancelled and moved only while nothing rings', () => {
    expect(play({ kind: 'cancel' }).state).toMatchObject({
      status: 'cancelled',
      reason: 'cancelled_by_visitor',
    });
    expect(play({ kind: 'reschedule', when: NOW + 5 }).state).toMatchObject({
      status: 'planned',
      scheduledAt: NOW + 5,
    });
    const { state } = play({ kind: 'due' });
    expect(transition(state, { kind: 'cancel' }, RULES, NOW)).toEqual({ kind: 'impossible' });
  });

  it('ignores events of an earlier attempt', () => {
    const { state } = play({ kind: 'due' });
    expect(transition(state, answered('manager', 0), RULES, NOW)).toEqual({ kind: 'ignored' });
  });

  it('changes nothing any more once it has ended, whatever comes', () => {
    const inputs: CallbackInput[] = [
      { kind: 'due' },
      { kind: 'timeout' },
      { kind: 'provider_refused' },
      answered('manager'),
      answered('visitor'),
      digit('5'),
      ended('manager', 'hangup'),
      ended('visitor', 'busy'),
    ];
    for (const status of CALLBACK_STATUSES.filter(isEnded)) {
      const state = { ...orderCallback(NOW, NOW).state, status };
      for (const input of inputs) expect(transition(state, input, RULES, NOW)).toEqual({ kind: 'ignored' });
      expect(transition(state, { kind: 'cancel' }, RULES, NOW)).toEqual({ kind: 'impossible' });
      expect(canChange(status)).toBe(false);
    }
  });

  it('is not dialled before a manager confirmed it', () => {
    const state = { ...orderCallback(NOW, NOW).state, status: 'needs_confirmation' as const };
    expect(transition(state, { kind: 'due' }, RULES, NOW)).toEqual({ kind: 'ignored' });
  });
});
