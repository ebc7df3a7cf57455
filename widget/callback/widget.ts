import type { TextScenario } from '../../shared/contract/admin/widget-texts.ts';
import { codedError } from '../boundary.ts';
import { askHours, type Groundwork, layGroundwork, STALE_MS } from './groundwork.ts';
import type { PageHost, WidgetHandle, WidgetHost } from './host.ts';
import { createTransport } from './http-transport.ts';
import { directionOf, pickLanguage } from './language.ts';
import { createLauncher } from './launcher.ts';
import { createLazyPart } from './lazy-part.ts';
import { initialState, next, type WidgetEvent } from './machine.ts';
import type { Ordering } from './ordering.ts';
import { readClock } from './read-clock.ts';
import { presetOf } from './slot-preset.ts';
import { createStand } from './stand.ts';
import { createTicker } from './ticker.ts';
import type { ViewActions, ViewRefs } from './view-model.ts';
import { chooseWords, type Wording } from './wording.ts';

/** Up to this width a card that somebody opens covers the screen. */
const SMALL = '(max-width: 480px)';
/** What a live region says is heard only if it stood there before. */
const ANNOUNCE_MS = 100;

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
  const wanted = [widget.language, host.lang, doc.documentElement.lang, ...navigator.languages];
  const language = pickLanguage(wanted, widget.texts);
  const stand = createStand(doc, widget.style, language, host.origin ?? null);
  const [launcherPlace, cardPlace] = [stand.addPlace(), stand.addPlace()];
  const refs: ViewRefs = { phone: { current: null }, card: { current: null } };
  let state = initialState(widget);
  /** Nothing is drawn before it is there. */
  let ground: Groundwork | null = null;
  let laying: Promise<void> | null = null;
  let hoursAt = 0;
  let isShown = true;
  let isTeasing = false;
  let isModal = false;
  let openedAt = 0;
  /** The card has been drawn since it was opened. */
  let isStanding = false;
  let hasStood = false;
  let invoker: Element | null = null;
  let ordering: Ordering | null = null;
  let isOver = false;

  /** For the countdown. */
  const keepTime = createTicker(draw);
  const arrive = ({ css }: { css: string }) => {
    if (isOver) return;
    stand.addSheet(css);
    draw();
  };
  const card = createLazyPart(() => import('./open-card.tsx'), arrive);
  const status = createLazyPart(() => import('./status.tsx'), arrive);
  const picker = createLazyPart(() => import('./time-picker.tsx'), arrive);

  /** Resolves when there are words and hours. */
  function begin(): Promise<void> {
    laying ??= layGroundwork(language.lang, widget.hash, transport).then(takeGround, (fault: unknown) => {
      laying = null;
      throw fault;
    });
    return laying;
  }

  function takeGround(laid: Groundwork): void {
    if (isOver) return;
    ground = laid;
    hoursAt = readClock();
    const { slots, lang } = laid;
    const { activeWidget, activeAlways } = widget.style.show;
    isShown = slots?.shown !== false;
    isTeasing = activeWidget && !state.isOpen && (activeAlways || slots?.workingNow !== false);
    stand.element.lang = lang;
    stand.element.dir = directionOf(lang);
    draw();
    if (isShown) emit('widget_shown', { widget: widget.hash });
  }

  /** Rejects if the part that orders cannot be had. */
  async function getOrdering(): Promise<Ordering> {
    const part = await card.want();
    if (!part) throw codedError('widget_unavailable');
    const facts = () => ({
      lang: ground?.lang ?? language.lang,
      disclaimer: ground ? wordingOf(ground).disclaimer : '',
      openedAt,
    });
    ordering ??= part.createOrdering({ host, status, facts, state: () => state, dispatch });
    return ordering;
  }

  function dispatch(event: WidgetEvent): void {
    if (isOver) return;
    const before = state;
    const hasFocus = () => refs.card.current?.contains(stand.root.activeElement) === true;
    const hadFocus = hasFocus();
    state = next(state, event);
    if (state === before) return;
    draw();
    keepTime(state.isOpen && state.stage.kind === 'waiting');
    if (state.isOpen && hadFocus && !hasFocus()) focusCard();
  }

  /** What had the focus may be gone. On a phone the field is not focused, or its keyboard would hide the card. */
  function focusCard(): void {
    const isForm = state.stage.kind === 'form' && !state.isPicking;
    const target = isForm && !matchMedia(SMALL).matches ? refs.phone.current : refs.card.current;
    target?.focus({ preventScroll: true });
  }

  async function open(by: TextScenario | null): Promise<void> {
    setShown(true);
    if (state.isOpen || !isShown || isOver) return;
    openedAt = readClock();
    invoker = doc.activeElement;
    isTeasing = false;
    isModal = by === null && matchMedia(SMALL).matches;
    isStanding = false;
    hasStood = false;
    dispatch({ kind: 'open', by });
    try {
      await Promise.all([begin(), getOrdering()]);
    } catch {
      dispatch({ kind: 'close' });
      emit('error', { code: 'widget_unavailable' });
      return;
    }
    if (!isShown) dispatch({ kind: 'close' });
    else if (state.isOpen && !isStanding && !isOver) settle();
  }

  function setShown(isSeen: boolean): void {
    stand.place.hidden = !isSeen;
  }

  /** The card stands: its focus, what it will need next, and what it says of itself. */
  function settle(): void {
    isStanding = true;
    openedAt = readClock();
    if (state.by === null) focusCard();
    emit('widget_opened', { widget: widget.hash });
    void status.want();
    if (readClock() - hoursAt > STALE_MS) void refreshHours();
    setTimeout(() => {
      hasStood = true;
      if (state.isOpen) draw();
    }, ANNOUNCE_MS);
  }

  async function refreshHours(): Promise<void> {
    const slots = await askHours(widget.hash, transport);
    if (!ground || !slots) return;
    ground = { ...ground, slots };
    hoursAt = readClock();
    draw();
  }

  function close(): void {
    if (!state.isOpen) return;
    const hadFocus = stand.root.activeElement !== null;
    dispatch({ kind: 'close' });
    const back = launcher.button() ?? invoker;
    if (hadFocus && back instanceof HTMLElement) back.focus();
    if (isStanding) emit('widget_closed', { widget: widget.hash });
  }

  function pick(isPicking: boolean): void {
    const { draft } = state;
    const preset = presetOf(ground?.slots?.days[0]);
    if (isPicking) void picker.want();
    if (isPicking && preset && draft.when === 'now')
      dispatch({ kind: 'edit', draft: { ...draft, when: preset } });
    dispatch({ kind: 'pick', isPicking });
  }

  const actions: ViewActions = {
    close,
    edit: (draft) => dispatch({ kind: 'edit', draft }),
    submit(trap) {
      if (ordering?.submit(trap) === false)
        stand.root.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    },
    pick,
    cancel: () => ordering?.cancel(),
    move: () => ordering?.move(state.draft.when),
    retry: () => ordering?.retry(),
    again: () => dispatch({ kind: 'again' }),
  };

  const launcher = createLauncher(doc, launcherPlace, {
    prepare: () => void card.want(),
    open: () => void open(null),
    dismiss() {
      isTeasing = false;
      draw();
      launcher.button()?.focus();
    },
  });

  function wordingOf({ dictionary, lang, slots }: Groundwork): Wording {
    const { draft, by: scenario } = state;
    const own = lang === language.lang ? language.own : {};
    return chooseWords({ widget, dictionary, own, lang, slots, scenario, draft, now: Date.now() });
  }

  function draw(): void {
    if (!ground || !isShown || isOver) return;
    const { dictionary, lang, slots } = ground;
    const wording = wordingOf(ground);
    const isDrawn = state.isOpen && card.module !== null;
    const kind = isTeasing ? 'teaser' : widget.style.show.orderButton ? 'button' : 'none';
    launcher.show(kind, { ...wording, close: dictionary.close }, isDrawn);
    const words = { dictionary, wording, lang, slots };
    const parts = { statusPart: status.module, pickerPart: picker.module };
    const model = { host, state, ...words, ...parts, isModal, hasStood, refs, on: actions };
    card.module?.drawCard(cardPlace, state.isOpen ? { ...model, now: readClock() } : null);
  }

  // A widget that cannot speak is not there; whoever opens it makes it try again.
  void begin().catch(() => emit('error', { code: 'widget_unavailable' }));
  return {
    open: (by) => void open(by ?? null),
    setShown,
    close,
    toggle: () => (state.isOpen ? close() : void open(null)),
    callback: async (order) => (await getOrdering()).byPage(order),
    destroy() {
      isOver = true;
      keepTime(false);
      ordering?.destroy();
      card.module?.drawCard(cardPlace, null);
      stand.element.remove();
    },
  };
}
