import { render } from 'preact';
import type { CallbackView } from '../../shared/contract/callback.ts';
import { codedError, type Undo } from '../boundary.ts';
import { fingerprint } from '../fingerprint.ts';
import { Card } from './card.tsx';
import type { OrderReceipt, PageHost, PageOrder, WidgetHandle, WidgetHost } from './host.ts';
import { createTransport } from './http-transport.ts';
import { Launcher } from './launcher.tsx';
import { followCallback } from './live.ts';
import { initialState, next, type Sending, type WidgetEvent } from './machine.ts';
import { buildOrder, mintKey } from './order.ts';
import { OrderForm } from './order-form.tsx';
import { readPhone } from './phone-entry.ts';
import { createStand } from './stand.ts';
import { Status, tellStage } from './status.tsx';
import { DICTIONARIES, fillWords, pickLanguage } from './texts.ts';
import { EN, type Words } from './texts-en.ts';

const CARD_ID = 'rl-card';

/** Mounts the widget on a customer's page, where orders go to the edge. */
export function mountOnPage(host: PageHost): WidgetHandle {
  return mount({ ...host, transport: createTransport(host.origin) });
}

/**
 * Draws the launcher and the card into a shadow root of its own and runs one order after another. Everything that
 * it knows comes through `host`, so that a preview runs the very same code.
 */
export function mount(host: WidgetHost): WidgetHandle {
  const { doc, widget, transport, emit } = host;
  const language = pickLanguage([host.lang, doc.documentElement.lang, ...navigator.languages], widget.texts);
  let { lang } = language;
  /** Nothing is drawn before there are words. */
  let words: Words | null = null;
  const stand = createStand(doc, widget.style, language, host.origin ?? null);
  const launcher: { current: HTMLButtonElement | null } = { current: null };
  const phone: { current: HTMLInputElement | null } = { current: null };
  const card: { current: HTMLDivElement | null } = { current: null };
  const now = () => performance.now();
  const follows: Undo[] = [];
  let state = initialState(widget.offices.length === 1 ? (widget.offices[0]?.id ?? null) : null);
  let openedAt = 0;
  let isOver = false;
  let ticking: ReturnType<typeof setInterval> | undefined;

  function speak(dictionary: Words): void {
    if (isOver) return;
    words = fillWords({ ...dictionary, ...language.own }, { SECTOCALL: widget.behaviour.countdownS });
    draw();
    if (state.isOpen) focusCard();
    emit('widget_shown', { widget: widget.hash });
  }

  /** Without its dictionary the widget speaks English. */
  function speakEnglish(): void {
    lang = 'en';
    stand.element.lang = lang;
    speak(EN);
  }

  function dispatch(event: WidgetEvent): void {
    const before = state;
    const hasFocus = () => card.current?.contains(stand.root.activeElement) === true;
    const hadFocus = hasFocus();
    state = next(state, event);
    if (state === before || isOver) return;
    draw();
    keepTime(state.isOpen && state.stage.kind === 'waiting');
    if (state.isOpen && (hadFocus || event.kind === 'open') && !hasFocus()) focusCard();
  }

  /** What had the focus may be gone. On a phone the field is not focused, or its keyboard would hide the card. */
  function focusCard(): void {
    const isSmall = matchMedia('(max-width: 480px)').matches;
    const target = state.stage.kind === 'form' && !isSmall ? phone.current : card.current;
    target?.focus({ preventScroll: true });
  }

  /** Draws every second, for the countdown. */
  function keepTime(isNeeded: boolean): void {
    clearInterval(ticking);
    if (isNeeded) ticking = setInterval(draw, 1000);
  }

  function open(): void {
    setShown(true);
    if (state.isOpen) return;
    openedAt = now();
    dispatch({ kind: 'open' });
    emit('widget_opened', { widget: widget.hash });
  }

  function setShown(isShown: boolean): void {
    stand.place.hidden = !isShown;
  }

  function close(): void {
    if (!state.isOpen) return;
    const hadFocus = stand.root.activeElement !== null;
    dispatch({ kind: 'close' });
    if (hadFocus) launcher.current?.focus();
    emit('widget_closed', { widget: widget.hash });
  }

  function submit(trap: string): void {
    if (state.stage.kind !== 'form' || !words) return;
    const { phone: typed, office, hasAgreed } = state.draft;
    const entry = readPhone(typed, widget.country);
    if (entry.kind === 'fault' || !hasAgreed) {
      const faults = {
        ...(entry.kind === 'fault' && { phone: entry.fault }),
        ...(!hasAgreed && { consent: true as const }),
      };
      dispatch({ kind: 'faulty', faults });
      const first = entry.kind === 'fault' ? phone.current : stand.root.getElementById('rl-consent');
      first?.focus();
      return;
    }
    const consentText = `${lang}-${fingerprint(words.disclaimer)}`;
    const openedMs = now() - openedAt;
    const facts = { phone: entry.e164, office, name: null, when: 'now', lang, consentText, trap, openedMs };
    void send({ order: buildOrder(host, facts), key: mintKey() });
  }

  async function send({ order, key }: Sending): Promise<void> {
    dispatch({ kind: 'send', order, key });
    const outcome = await transport.order(order, key);
    const { countdownS } = widget.behaviour;
    dispatch({ kind: 'answered', outcome, countdownS, at: now() });
    if (outcome.kind === 'refused') emit('error', { code: outcome.code });
    if (outcome.kind !== 'ok') return;
    const { id, status, token } = outcome.value;
    emit('callback_ordered', { widget: widget.hash, id, status });
    follow(id, token, (view) => dispatch({ kind: 'viewed', view, at: now() }));
  }

  function follow(id: string, token: string, onView: (view: CallbackView) => void): void {
    let last = '';
    const see = (view: CallbackView) => {
      onView(view);
      if (last === view.status) return;
      last = view.status;
      emit('callback_status', { widget: widget.hash, id, status: view.status, reason: view.reason });
    };
    if (!isOver) follows.push(followCallback(transport, { id, token }, see));
  }

  async function cancel(): Promise<void> {
    if (state.stage.kind !== 'waiting') return;
    const { view, token } = state.stage;
    const outcome = await transport.cancel(view.id, token);
    // The line tells as well; whoever comes first is shown.
    if (outcome.kind === 'ok' && outcome.value) dispatch({ kind: 'viewed', view: outcome.value, at: now() });
  }

  async function orderByPage(order: PageOrder): Promise<OrderReceipt> {
    const { phone: typed, when = 'now', name: called, consent: consentText = 'page' } = order;
    const entry = readPhone(String(typed), widget.country);
    if (entry.kind === 'fault') throw codedError('bad_phone');
    const { office } = state.draft;
    const name = called || null;
    // There is no card: the page itself has been open so long.
    const openedMs = performance.now();
    const facts = { phone: entry.e164, office, name, when, lang, consentText, trap: '', openedMs };
    const outcome = await transport.order(buildOrder(host, facts), mintKey());
    if (outcome.kind !== 'ok') throw codedError(outcome.kind === 'lost' ? outcome.reason : outcome.code);
    const { id, status, scheduledAt, etaS, token } = outcome.value;
    emit('callback_ordered', { widget: widget.hash, id, status });
    follow(id, token, () => {});
    return { id, status, scheduledAt, etaS };
  }

  function draw(): void {
    if (!words) return;
    const { stage, draft, isOpen } = state;
    const { headline, detail } = tellStage(stage, words, lang);
    const isForm = stage.kind === 'form' || stage.kind === 'sending';
    render(
      <>
        <Launcher
          label={words.launcher}
          isOpen={isOpen}
          cardId={CARD_ID}
          buttonRef={launcher}
          onOpen={open}
        />
        {isOpen && (
          <Card
            id={CARD_ID}
            closeLabel={words.close}
            title={headline}
            news={[isForm ? '' : headline, detail].filter(Boolean).join('. ')}
            cardRef={card}
            onClose={close}
          >
            {isForm ? (
              <OrderForm
                widget={widget}
                words={words}
                draft={draft}
                faults={stage.kind === 'form' ? stage.faults : {}}
                isSending={stage.kind === 'sending'}
                phoneRef={phone}
                onChange={(changed) => dispatch({ kind: 'edit', draft: changed })}
                onSubmit={submit}
                onDecline={close}
              />
            ) : (
              <Status
                stage={stage}
                words={words}
                detail={detail}
                now={now()}
                onCancel={() => void cancel()}
                onRetry={() => stage.kind === 'offline' && void send(stage)}
                onAgain={() => dispatch({ kind: 'again' })}
                onFinish={close}
              />
            )}
          </Card>
        )}
      </>,
      stand.place,
    );
  }

  const dictionary = DICTIONARIES[lang];
  if (dictionary) void dictionary().then(speak, speakEnglish);
  else speak(EN);
  return {
    open,
    setShown,
    close,
    toggle: () => (state.isOpen ? close() : open()),
    callback: orderByPage,
    destroy() {
      isOver = true;
      keepTime(false);
      for (const undo of follows) undo();
      render(null, stand.place);
      stand.element.remove();
    },
  };
}
