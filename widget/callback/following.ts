import type { CallbackView } from '../../shared/contract/callback.ts';
import type { Transport } from '../api.ts';
import { codedError } from '../boundary.ts';
import { afterAnswer, afterView } from './after-order.ts';
import type { Answer, Desk } from './desk.ts';
import type { OrderReceipt, PageOrder } from './host.ts';
import { createLine } from './http-line.ts';
import { followCallback } from './live.ts';
import type { Sending, WaitingNote } from './machine.ts';
import { buildOrder, mintKey } from './order.ts';
import { phoneRules, readPhone } from './phone-entry.ts';
import { readClock } from './read-clock.ts';

/** Shows how an order was answered, and from then on how it goes. */
export function takeAnswer(desk: Desk, sending: Sending, answer: Answer): void {
  const { host, state, change } = desk;
  change(afterAnswer(state(), sending, answer, host.widget.behaviour.countdownS, readClock()));
  if (answer.kind === 'ok')
    follow(desk, answer.value, (view) => change(afterView(state(), view, readClock())));
}

/** Both speak of the order that waits. */
export function cancelOrder(desk: Desk): void {
  void ask(desk, (line, id, token) => line.cancel(id, token));
}
export function moveOrder(desk: Desk): void {
  const { when } = desk.state().draft;
  void ask(desk, (line, id, token) => line.reschedule(id, token, when));
}

/** Orders without the card. Rejects with the code of the refusal, `bad_phone` if it cannot be a number. */
export async function orderByPage(desk: Desk, order: PageOrder): Promise<OrderReceipt> {
  const { host, facts, state } = desk;
  const { widget, transport, emit } = host;
  const { phone: typed, when = 'now', name: called, consent: consentText = 'page' } = order;
  const entry = readPhone(String(typed), phoneRules(widget));
  if (entry.kind === 'fault') throw codedError('bad_phone');
  const built = buildOrder(host, {
    phone: entry.e164,
    office: state().draft.office,
    name: called || null,
    comment: null,
    when,
    lang: facts().lang,
    consentText,
    hp: '',
    // There is no card: the page itself has been open so long.
    openedMs: performance.now(),
  });
  const outcome = await transport.order(built, mintKey());
  if (outcome.kind !== 'ok') throw codedError(outcome.kind === 'lost' ? outcome.reason : outcome.code);
  const { id, status, scheduledAt, etaS, token } = outcome.value;
  emit('callback_ordered', { widget: widget.hash, id, status });
  follow(desk, { id, token }, () => {});
  return { id, status, scheduledAt, etaS };
}

function lineOf({ host }: Desk): Transport {
  return { ...createLine(host.origin ?? ''), ...host.transport };
}

function follow(
  desk: Desk,
  { id, token }: { id: string; token: string },
  onView: (view: CallbackView) => void,
): void {
  const { host, isOver, onEnd } = desk;
  if (isOver()) return;
  let last = '';
  const see = (view: CallbackView) => {
    onView(view);
    if (last === view.status) return;
    last = view.status;
    host.emit('callback_status', { widget: host.widget.hash, id, status: view.status, reason: view.reason });
  };
  onEnd(followCallback(lineOf(desk), { id, token }, see));
}

/** The line tells of a change as well; whoever comes first is shown. */
async function ask(
  desk: Desk,
  act: (line: Transport, id: string, token: string) => ReturnType<Transport['cancel']>,
): Promise<void> {
  const { state, change } = desk;
  const { stage } = state();
  if (stage.kind !== 'waiting') return;
  const outcome = await act(lineOf(desk), stage.view.id, stage.token);
  if (outcome.kind === 'ok') {
    if (outcome.value) change(afterView(state(), outcome.value, readClock()));
    return;
  }
  const isTooLate = outcome.kind === 'refused' && outcome.status === 409;
  const note: WaitingNote = isTooLate ? 'tooLate' : 'unmoved';
  const now = state();
  if (now.stage.kind === 'waiting') change({ ...now, stage: { ...now.stage, note } });
}
