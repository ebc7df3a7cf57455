import type { CallbackView } from '../../shared/contract/callback.ts';
import { codedError, type Undo } from '../boundary.ts';
import { fingerprint } from '../fingerprint.ts';
import { checkDraft } from './check-draft.ts';
import type { OrderReceipt, PageOrder, WidgetHost } from './host.ts';
import type { LazyPart } from './lazy-part.ts';
import type { Sending, WaitingNote, WidgetEvent, WidgetState } from './machine.ts';
import { buildOrder, mintKey } from './order.ts';
import { phoneRules, readPhone } from './phone-entry.ts';
import { readClock } from './read-clock.ts';

/** The status part is fetched again so often until it is there. */
const PART_RETRY_MS = 3000;

export interface OrderingParts {
  host: WidgetHost;
  status: LazyPart<typeof import('./status.tsx')>;
  /** The language spoken, what the visitor agrees to, and since when the card is open, on `readClock`. */
  facts(): { lang: string; disclaimer: string; openedAt: number };
  state(): WidgetState;
  dispatch(event: WidgetEvent): void;
}

/** What happens to orders between the card and the edge. Nothing here rejects but `byPage`. */
export interface Ordering {
  /** Checks what is filled in and sends it; false if there is something wrong with it. */
  submit(trap: string): boolean;
  /** Once more what is not known to have arrived. */
  retry(): void;
  /** Both speak of the order that waits. */
  cancel(): void;
  move(when: string): void;
  byPage(order: PageOrder): Promise<OrderReceipt>;
  destroy: Undo;
}

export function createOrdering({ host, status, facts, state, dispatch }: OrderingParts): Ordering {
  const { widget, transport, emit } = host;
  const follows: Undo[] = [];
  let isOver = false;

  function submit(trap: string): boolean {
    const { draft, stage } = state();
    if (stage.kind !== 'form') return true;
    const { lang, disclaimer, openedAt } = facts();
    const checked = checkDraft(draft, widget, disclaimer !== '');
    if (checked.kind === 'faulty') {
      dispatch({ kind: 'faulty', faults: checked.faults });
      return false;
    }
    const order = buildOrder(host, {
      phone: checked.phone,
      office: draft.office,
      when: draft.when,
      name: draft.name.trim() || null,
      comment: draft.comment.trim() || null,
      lang,
      consentText: `${lang}-${disclaimer === '' ? 'off' : fingerprint(disclaimer)}`,
      trap,
      openedMs: readClock() - openedAt,
    });
    void send({ order, key: mintKey() });
    return true;
  }

  async function send({ order, key }: Sending): Promise<void> {
    dispatch({ kind: 'send', order, key });
    const outcome = await transport.order(order, key);
    const { countdownS } = widget.behaviour;
    dispatch({ kind: 'answered', outcome, countdownS, at: readClock() });
    if (outcome.kind === 'refused') emit('error', { code: outcome.code });
    if (outcome.kind !== 'ok') return;
    const { id, status: begun, token } = outcome.value;
    emit('callback_ordered', { widget: widget.hash, id, status: begun });
    void follow(id, token, view);
  }

  function view(seen: CallbackView): void {
    dispatch({ kind: 'viewed', view: seen, at: readClock() });
  }

  async function follow(id: string, token: string, onView: (view: CallbackView) => void): Promise<void> {
    let last = '';
    const see = (seen: CallbackView) => {
      onView(seen);
      if (last === seen.status) return;
      last = seen.status;
      emit('callback_status', { widget: widget.hash, id, status: seen.status, reason: seen.reason });
    };
    const part = await status.want();
    if (isOver) return;
    if (part) follows.push(part.followCallback(transport, { id, token }, see));
    else setTimeout(() => void follow(id, token, onView), PART_RETRY_MS);
  }

  /** The line tells of a change as well; whoever comes first is shown. */
  async function change(
    ask: (id: string, token: string) => ReturnType<typeof transport.cancel>,
  ): Promise<void> {
    const { stage } = state();
    if (stage.kind !== 'waiting') return;
    const outcome = await ask(stage.view.id, stage.token);
    if (outcome.kind === 'ok') {
      if (outcome.value) view(outcome.value);
      return;
    }
    const isTooLate = outcome.kind === 'refused' && outcome.status === 409;
    const note: WaitingNote = isTooLate ? 'tooLate' : 'unmoved';
    dispatch({ kind: 'unchanged', note });
  }

  async function byPage(order: PageOrder): Promise<OrderReceipt> {
    const { phone: typed, when = 'now', name: called, consent: consentText = 'page' } = order;
    const entry = readPhone(String(typed), phoneRules(widget));
    if (entry.kind === 'fault') throw codedError('bad_phone');
    const built = buildOrder(host, {
      phone: entry.e164,
      office: state().draft.office,
      name: called || null,
      when,
      lang: facts().lang,
      consentText,
      trap: '',
      // There is no card: the page itself has been open so long.
      openedMs: performance.now(),
    });
    const outcome = await transport.order(built, mintKey());
    if (outcome.kind !== 'ok') throw codedError(outcome.kind === 'lost' ? outcome.reason : outcome.code);
    const { id, status: begun, scheduledAt, etaS, token } = outcome.value;
    emit('callback_ordered', { widget: widget.hash, id, status: begun });
    void follow(id, token, () => {});
    return { id, status: begun, scheduledAt, etaS };
  }

  return {
    submit,
    retry() {
      const { stage } = state();
      if (stage.kind === 'offline') void send(stage);
    },
    cancel: () => void change(transport.cancel),
    move: (when) => void change((id, token) => transport.reschedule(id, token, when)),
    byPage,
    destroy() {
      isOver = true;
      for (const undo of follows) undo();
    },
  };
}
