import { describe, expect, it } from 'vitest';
import type { CallbackOrder } from '../../../shared/contract/callback.ts';
import {
  initialState,
  next,
  type Stage,
  type WidgetEvent,
  type WidgetState,
} from '../../../widget/callback/machine.ts';
import { anAcceptance, aView, aWidget } from './builders.ts';

const order = { phone: '+79991234567', office: 'off_a' } as CallbackOrder;
const answered = { kind: 'answered', countdownS: 26, at: 1000 } as const;

const STAGES: Record<Stage['kind'], Stage> = {
  form: { kind: 'form', faults: {} },
  sending: { kind: 'sending', order, key: 'k1' },
  offline: { kind: 'offline', order, key: 'k1' },
  waiting: { kind: 'waiting', view: aView(), token: 't', etaAt: 25_000, note: null },
  done: { kind: 'done' },
  failed: { kind: 'failed', reason: 'no_answer_manager', code: null },
};
const EVENTS: Record<string, WidgetEvent> = {
  edit: { kind: 'edit', draft: { ...initialState(aWidget()).draft, phone: '1', hasAgreed: true } },
  pick: { kind: 'pick', isPicking: true },
  unchanged: { kind: 'unchanged', note: 'tooLate' },
  faulty: { kind: 'faulty', faults: { phone: 'empty' } },
  send: { kind: 'send', order, key: 'k2' },
  accepted: { ...answered, outcome: anAcceptance() },
  refused: { ...answered, outcome: { kind: 'refused', status: 503, code: 'unavailable', errors: [] } },
  lost: { ...answered, outcome: { kind: 'lost', reason: 'network' } },
  viewed: { kind: 'viewed', view: aView({ status: 'talking' }), at: 2000 },
  ended: { kind: 'viewed', view: aView({ status: 'completed' }), at: 2000 },
  again: { kind: 'again' },
  close: { kind: 'close' },
};

/** What each event makes of each stage; what is not named stays as it is. */
const TRANSITIONS: [Stage['kind'], string, Stage['kind']][] = [
  ['form', 'send', 'sending'],
  ['offline', 'send', 'sending'],
  ['sending', 'accepted', 'waiting'],
  ['sending', 'refused', 'failed'],
  ['sending', 'lost', 'offline'],
  ['waiting', 'ended', 'done'],
  ['failed', 'again', 'form'],
  ['done', 'again', 'form'],
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
    expect(next(state(STAGES[from]), EVENTS[by] as WidgetEvent).stage.kind).toBe(to);
  });

  it('opens and closes, and keeps an order that is under way', () => {
    const open = next(initialState(aWidget()), { kind: 'open', by: null });
    expect([open.isOpen, next(open, { kind: 'open', by: null })]).toEqual([true, open]);
    const closed = next(state(STAGES.waiting), { kind: 'close' });
    expect([closed.isOpen, closed.stage]).toEqual([false, STAGES.waiting]);
  });

  it('forgets a fault only when what is faulty changes', () => {
    const faulty = state({ kind: 'form', faults: { phone: 'too_short', consent: true } });
    const edited = next(faulty, { kind: 'edit', draft: { ...faulty.draft, phone: '99' } });
    expect(edited.stage).toEqual({ kind: 'form', faults: { consent: true } });
  });

  it('puts what the edge says of the phone beside the phone', () => {
    const errors = [{ path: 'phone', code: 'invalid', message: 'no' }];
    const outcome = { kind: 'refused', status: 400, code: 'invalid', errors } as const;
    expect(next(state(STAGES.sending), { ...answered, outcome }).stage).toEqual({
      kind: 'form',
      faults: { phone: 'refused_phone' },
    });
  });

  it('keeps the key of an order that was lost, so that a retry reaches the same callback', () => {
    const offline = next(state(STAGES.sending), EVENTS.lost as WidgetEvent);
    expect(offline.stage).toEqual({ kind: 'offline', order, key: 'k1' });
  });

  it('keeps what was typed when an order fails', () => {
    const draft = { ...initialState(aWidget()).draft, phone: '+7 999 123-45-67', hasAgreed: true };
    const failed = next(state(STAGES.sending, { draft }), EVENTS.refused as WidgetEvent);
    expect(next(failed, { kind: 'again' }).draft).toEqual(draft);
  });

  it.each([
    ['cancelled', 'cancelled_by_visitor', 'cancelled_by_visitor'],
    ['failed', 'busy_manager', 'busy_manager'],
    ['expired', null, 'expired'],
  ] as const)('ends a callback that is %s with its reason', (status, reason, told) => {
    const viewed = next(state(STAGES.waiting), { kind: 'viewed', view: aView({ status, reason }), at: 1 });
    expect(viewed.stage).toEqual({ kind: 'failed', reason: told, code: null });
  });
});

describe('the estimate', () => {
  const etaAt = (from: Stage, event: WidgetEvent) => {
    const { stage } = next(state(from), event);
    return stage.kind === 'waiting' ? stage.etaAt : 'over';
  };

  it('counts from the answer', () => {
    expect(etaAt(STAGES.sending, EVENTS.accepted as WidgetEvent)).toBe(1000 + 24_000);
  });

  it('is the countdown of the settings where the edge has none for a call that is due', () => {
    expect(etaAt(STAGES.sending, { ...answered, outcome: anAcceptance({ etaS: null }) })).toBe(1000 + 26_000);
    expect(
      etaAt(STAGES.sending, { ...answered, outcome: anAcceptance({ etaS: null, status: 'planned' }) }),
    ).toBeNull();
  });

  it('follows the newest word of the edge and outlives its silence', () => {
    expect(etaAt(STAGES.waiting, { kind: 'viewed', view: aView({ etaS: 40 }), at: 5000 })).toBe(45_000);
    expect(etaAt(STAGES.waiting, { kind: 'viewed', view: aView({ etaS: null }), at: 5000 })).toBe(25_000);
  });
});
