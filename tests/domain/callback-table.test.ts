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
import { CALLBACK_STATUSES, type CallbackStatus } from '../../shared/contract/callback.ts';
import { answered, digit, ended, NINE, recorded, someRules } from '../support/callback-rules.ts';

const HOUR = 3_600_000;
const NOW_ORDER = { scheduledAt: NINE, isOurTime: false, needsConfirmation: false };
const DUE = { kind: 'due' } as const;
const STEP = { kind: 'step' } as const;

/** One more attempt after every failure, and a pause before each action. */
const RULES = {
  manager: someRules({
    retryAfterMs: [60_000],
    delaysMs: { manager: 3_000, visitor: 3_000, prompt: 3_000 },
  }),
  visitor: someRules({
    order: 'visitor_first',
    delaysMs: { manager: 3_000, visitor: 0, prompt: 0 },
  }),
  both: someRules({ order: 'parallel' }),
} satisfies Record<string, CallbackRules>;

const RING = [DUE, STEP];
const TALK = [...RING, answered('manager'), digit('5'), STEP, answered('visitor')];

/** How each status comes about. */
const WAYS: Record<CallbackStatus, { by?: keyof typeof RULES; order?: object; inputs: CallbackInput[] }> = {
  needs_confirmation: { order: { needsConfirmation: true }, inputs: [] },
  planned: { order: { scheduledAt: NINE + HOUR }, inputs: [] },
  due: { inputs: [] },
  ringing_manager: { inputs: RING },
  manager_answered: { inputs: [...RING, answered('manager')] },
  ringing_visitor: { inputs: [...RING, answered('manager'), digit('5'), STEP] },
  visitor_answered: { by: 'visitor', inputs: [DUE, answered('visitor')] },
  ringing_both: { by: 'both', inputs: [DUE] },
  talking: { inputs: TALK },
  retry_planned: { inputs: [...RING, ended('manager', 'busy')] },
  completed: { inputs: [...TALK, ended('visitor', 'hangup')] },
  failed: { inputs: [...RING, { kind: 'unknown_outcome' }] },
  cancelled: { inputs: [{ kind: 'cancel' }] },
  expired: { order: { needsConfirmation: true }, inputs: [{ kind: 'expire' }] },
};

function reach(status: CallbackStatus): { state: CallbackState; rules: CallbackRules; now: number } {
  const { by = 'manager', order = {}, inputs } = WAYS[status];
  const rules = RULES[by];
  let { state } = orderCallback({ ...NOW_ORDER, ...order }, NINE);
  let now = NINE;
  for (const input of inputs) {
    now += 1_000;
    const step = transition(state, input, rules, now);
    if (step.kind !== 'moved') throw new Error(`${input.kind} was ${step.kind} in ${state.status}`);
    state = step.state;
  }
  if (state.status !== status) throw new Error(`${status} is ${state.status}`);
  return { state, rules, now: now + 1_000 };
}

const INPUTS = {
  due: DUE,
  step: STEP,
  timeout: { kind: 'timeout' },
  'manager answers': answered('manager'),
  'visitor answers': answered('visitor'),
  'digit connects': digit('5'),
  'digit cancels': digit('7'),
  'digit moves': digit('2'),
  'manager is busy': ended('manager', 'busy'),
  'visitor is busy': ended('visitor', 'busy'),
  refused: { kind: 'provider_refused' },
  unsure: { kind: 'dial_unsure', waitMs: 60_000 },
  unknown: { kind: 'unknown_outcome' },
  confirm: { kind: 'confirm' },
  expire: { kind: 'expire' },
  forbid: { kind: 'forbid', reason: 'caps' },
  cancel: { kind: 'cancel' },
  reschedule: { kind: 'reschedule', when: NINE + 2 * HOUR },
  recording: recorded(),
} as const satisfies Record<string, CallbackInput>;
type InputName = keyof typeof INPUTS;

/** Where each input leads from each status; what is not named changes nothing. */
const TABLE: Record<CallbackStatus, Partial<Record<InputName, CallbackStatus>>> = {
  needs_confirmation: {
    confirm: 'due',
    expire: 'expired',
    forbid: 'failed',
    cancel: 'cancelled',
    reschedule: 'needs_confirmation',
  },
  planned: { due: 'due', forbid: 'failed', cancel: 'cancelled', reschedule: 'planned' },
  due: { due: 'due', forbid: 'failed', cancel: 'cancelled', reschedule: 'planned' },
  ringing_manager: {
    timeout: 'retry_planned',
    'manager answers': 'manager_answered',
    'manager is busy': 'retry_planned',
    refused: 'retry_planned',
    unsure: 'ringing_manager',
    unknown: 'failed',
    recording: 'ringing_manager',
  },
  manager_answered: {
    step: 'manager_answered',
    timeout: 'retry_planned',
    'digit connects': 'manager_answered',
    'digit cancels': 'cancelled',
    'digit moves': 'manager_answered',
    'manager is busy': 'retry_planned',
    refused: 'retry_planned',
    unknown: 'failed',
    recording: 'manager_answered',
  },
  ringing_visitor: {
    timeout: 'retry_planned',
    'visitor answers': 'talking',
    'manager is busy': 'retry_planned',
    'visitor is busy': 'retry_planned',
    refused: 'retry_planned',
    unsure: 'ringing_visitor',
    unknown: 'failed',
    recording: 'ringing_visitor',
  },
  visitor_answered: {
    step: 'ringing_manager',
    'visitor is busy': 'failed',
    refused: 'failed',
    unknown: 'failed',
    recording: 'visitor_answered',
  },
  ringing_both: {
    timeout: 'failed',
    'manager answers': 'ringing_both',
    'visitor answers': 'ringing_both',
    'manager is busy': 'failed',
    'visitor is busy': 'failed',
    refused: 'failed',
    unsure: 'ringing_both',
    unknown: 'failed',
    recording: 'ringing_both',
  },
  talking: {
    timeout: 'completed',
    'manager is busy': 'completed',
    'visitor is busy': 'completed',
    refused: 'retry_planned',
    unknown: 'failed',
    recording: 'talking',
  },
  retry_planned: {
    due: 'due',
    forbid: 'failed',
    cancel: 'cancelled',
    reschedule: 'planned',
    recording: 'retry_planned',
  },
  completed: { recording: 'completed' },
  failed: { recording: 'failed' },
  cancelled: {},
  expired: {},
};

describe('every input in every status', () => {
  const all = CALLBACK_STATUSES.flatMap((status) =>
    (Object.keys(INPUTS) as InputName[]).map((name) => [status, name] as const),
  );

  it.each(all)('in %s: %s', (status, name) => {
    const { state, rules, now } = reach(status);
    const before = structuredClone(state);
    const step = transition(state, INPUTS[name], rules, now);
    const isChange = name === 'cancel' || name === 'reschedule';
    const other = isChange && !canChange(status) ? 'impossible' : 'ignored';
    expect(step.kind === 'moved' ? step.state.status : step.kind).toBe(TABLE[status][name] ?? other);
    expect(state).toEqual(before);
  });

  it.each(all)('rings nobody who is not to be rung in %s: %s', (status, name) => {
    const { state, rules, now } = reach(status);
    const step = transition(state, INPUTS[name], rules, now);
    if (step.kind !== 'moved') return;
    const isEnd = isEnded(step.state.status);
    const rung = step.effects.filter(({ kind }) => kind === 'dial' || kind === 'bridge');
    if (isEnd || canChange(step.state.status)) expect(rung).toEqual([]);
    // Whoever still rings or talks is hung up with the end.
    const alive = state.legs.filter(({ code }) => code === null && isEnd).length;
    const hungUp = step.effects.filter(({ kind }) => kind === 'hangup').length;
    if (isEnd && !isEnded(status) && !name.endsWith('busy')) expect(hungUp).toBe(alive);
  });
});
