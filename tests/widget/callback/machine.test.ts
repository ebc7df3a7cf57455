import { describe, expect, it } from 'vitest';
import type { CallbackOrder } from '../../../shared/contract/callback.ts';
import { afterAnswer, afterView } from '../../../widget/callback/after-order.ts';
import type { Answer } from '../../../widget/callback/desk.ts';
import {
  closeCard,
  editDraft,
  initialState,
  type Stage,
  startAnew,
  type WidgetState,
} from '../../../widget/callback/machine.ts';
import { anAcceptance, aView, aWidget } from './builders.ts';

const order = { phone: '+79991234567', office: 'off_a' } as CallbackOrder;
const refusal = { kind: 'refused', status: 503, code: 'unavailable', errors: [] } as const;

const STAGES: Record<Stage['kind'], Stage> = {
  form: { kind: 'form', faults: {} },
  sending: { kind: 'sending', order, key: 'k1' },
  offline: { kind: 'offline', order, key: 'k1' },
  taken: { kind: 'taken' },
  waiting: { kind: 'waiting', view: aView(), token: 't', etaAt: 25_000, note: null },
  done: { kind: 'done' },
  failed: { kind: 'failed', reason: 'no_answer_manager', code: null },
};
const answer = (given: unknown) => (before: WidgetState) =>
  afterAnswer(before, { order, key: 'k1' }, given as Answer, 26, 1000);
const view = (over: Parameters<typeof aView>[0], now: number) => (before: WidgetState) =>
  afterView(before, aView(over), now);
const EVENTS: Record<string, (before: WidgetState) => WidgetState> = {
  edit: (before) => editDraft(before, { phone: '1', hasAgreed: true }),
  accepted: answer(anAcceptance()),
  refused: answer(refusal),
  viewed: view({ status: 'talking' }, 2000),
  ended: view({ status: 'completed' }, 2000),
  again: startAnew,
  close: closeCard,
};

/** What each event makes of each stage; what is not named stays as it is. */
const TRANSITIONS: [Stage['kind'], string, Stage['kind']][] = [
  ['sending', 'accepted', 'waiting'],
  ['sending', 'refused', 'failed'],
  ['taken', 'accepted', 'waiting'],
  ['taken', 'refused', 'failed'],
  ['waiting', 'ended', 'done'],
  ...(Object.keys(STAGES) as Stage['kind'][]).map((from): [Stage['kind'], string, 'form'] => [
    from,
    'again',
    'form',
  ]),
  ['failed', 'close', 'form'],
  ['done', 'close', 'form'],
];

function state(stage: Stage, over: Partial<WidgetState> = {}): WidgetState {
  return { ...initialState(aWidget()), isOpen: true, stage, ...over };
}

const CASES = Object.values(STAGES).flatMap((stage) =>
  Object.keys(EVENTS).map((event): [Stage['kind'], string, Stage['kind']] => {
    const known = TRANSITIONS.find(([from, by]) => from === stage.kind && by === event);
    return [stage.kind, event, known?.[2] ?? stage.kind];
  }),
);

describe('the card', () => {
  it.each(CASES)('in stage %s by %s goes to %s', (from, by, to) => {
    expect(EVENTS[by]?.(state(STAGES[from])).stage.kind).toBe(to);
  });

  it('keeps an order that is under way when it is closed', () => {
    const closed = closeCard(state(STAGES.waiting));
    expect([closed.isOpen, closed.stage]).toEqual([false, STAGES.waiting]);
  });

  it('forgets a fault only when what is faulty changes', () => {
    const faulty = state({ kind: 'form', faults: { phone: 'too_short', hasAgreed: true } });
    expect(editDraft(faulty, { phone: '99' }).stage).toEqual({ kind: 'form', faults: { hasAgreed: true } });
  });

  it('changes only the time of an order that waits', () => {
    const { draft } = editDraft(state(STAGES.waiting), { phone: '1', when: '2099-11-24T09:00:00Z' });
    expect([draft.phone, draft.when]).toEqual(['', '2099-11-24T09:00:00Z']);
  });

  it('puts what the edge says of the phone beside the phone', () => {
    const errors = [{ path: 'phone', code: 'invalid', message: 'no' }];
    const refused = answer({ kind: 'refused', status: 400, code: 'invalid', errors })(state(STAGES.sending));
    expect(refused.stage).toEqual({ kind: 'form', faults: { phone: 'refused_phone' } });
  });

  it('keeps what was typed when an order fails', () => {
    const draft = { ...initialState(aWidget()).draft, phone: '+7 999 123-45-67', hasAgreed: true };
    const failed = answer(refusal)(state(STAGES.sending, { draft }));
    expect(startAnew(failed).draft).toEqual(draft);
  });

  it.each([
    ['cancelled', 'cancelled_by_visitor', 'cancelled_by_visitor'],
    ['failed', 'busy_manager', 'busy_manager'],
    ['expired', null, 'expired'],
  ] as const)('ends a callback that is %s with its reason', (status, reason, told) => {
    const viewed = view({ status, reason }, 1)(state(STAGES.waiting));
    expect(viewed.stage).toEqual({ kind: 'failed', reason: told, code: null });
  });
});

describe('the estimate', () => {
  const etaAt = (from: Stage, event: (before: WidgetState) => WidgetState) => {
    const { stage } = event(state(from));
    return stage.kind === 'waiting' ? stage.etaAt : 'over';
  };

  it('counts from the answer', () => {
    expect(etaAt(STAGES.sending, answer(anAcceptance()))).toBe(1000 + 24_000);
  });

  it('is the countdown of the settings where the edge has none for a call that is due', () => {
    expect(etaAt(STAGES.sending, answer(anAcceptance({ etaS: null })))).toBe(1000 + 26_000);
    expect(etaAt(STAGES.sending, answer(anAcceptance({ etaS: null, status: 'planned' })))).toBeNull();
  });

  it('follows the newest word of the edge and outlives its silence', () => {
    expect(etaAt(STAGES.waiting, view({ etaS: 40 }, 5000))).toBe(45_000);
    expect(etaAt(STAGES.waiting, view({ etaS: null }, 5000))).toBe(25_000);
  });
});
