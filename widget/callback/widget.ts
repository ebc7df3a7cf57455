import type { TextScenario } from '../../shared/contract/admin/widget-texts.ts';
import { codedError, type Undo } from '../boundary.ts';
import type { Desk } from './desk.ts';
import { type Groundwork, layGroundwork, STALE_MS } from './groundwork.ts';
import type { PageHost, WidgetHandle, WidgetHost } from './host.ts';
import { createTransport } from './http-transport.ts';
import { directionOf, pickLanguage } from './language.ts';
import { createLauncher, roundButton } from './launcher.ts';
import { closeCard, type Draft, editDraft, initialState, type WidgetState } from './machine.ts';
import { readClock } from './read-clock.ts';
import { createStand } from './stand.ts';
import type { ViewModel, ViewRefs } from './view-model.ts';
import { createParts, needsExtras } from './widget-parts.ts';
import { chooseWords } from './wording.ts';

/** Up to this width a card that somebody opens covers the screen. */
const SMALL = '(max-width: 480px)';
/** What a live region says is heard only if it stood there before. */
const ANNOUNCE_MS = 100;
const SECOND_MS = 1000;

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
  const { show } = widget.style;
  const wanted = [widget.language, host.lang, doc.documentElement.lang, ...navigator.languages];
  const language = pickLanguage(wanted, widget.texts);
  const stand = createStand(doc, widget.style, language, host.origin ?? '');
  const [launcherPlace, cardPlace] = [stand.addPlace(), stand.addPlace()];
  const refs: ViewRefs = { phone: { current: null }, card: { current: null } };
  const endings: Undo[] = [];
  let state = initialState(widget);
  /** Nothing is drawn before it is there. */
  let ground: Groundwork | null = null;
  let laying: Promise<void> | null = null;
  let laidAt = 0;
  let isShown = true;
  let isTeasing = show.activeWidget;
  let isModal = false;
  let openedAt = 0;
  /** The card has been drawn since it was opened, and heard of. */
  let isStanding = false;
  let hasStood = false;
  let invoker: Element | null = null;
  let ticking: ReturnType<typeof setInterval> | undefined;
  let isOver = false;

  const arrive = (css: string) => {
    if (isOver) return;
    stand.addSheet(css);
    draw();
  };
  const parts = createParts(arrive, () => ground?.lang ?? language.lang);
  const { teaser, card, extras, status, picker } = parts;

  /** Resolves when there are words and hours. */
  function begin(): Promise<void> {
    laying ??= layGroundwork(language, widget.hash, transport).then(takeGround, (fault: unknown) => {
      laying = null;
      throw fault;
    });
    return laying;
  }

  function takeGround(laid: Groundwork): void {
    if (isOver) return;
    ground = laid;
    laidAt = readClock();
    const { slots, lang } = laid;
    isShown = slots?.shown !== false;
    isTeasing &&= show.activeAlways || slots?.workingNow !== false;
    // A teaser that does not come leaves its place to the button.
    if (isTeasing) void teaser.want().then((part) => part ?? dismiss());
    Object.assign(stand.element, { lang, dir: directionOf(lang) });
    draw();
    if (isShown) emit('widget_shown', { widget: widget.hash });
  }

  function dismiss(): void {
    isTeasing = false;
    draw();
  }

  /** Fetches all that the first look of the card needs. */
  async function fetchCard(): Promise<void> {
    const isEnough = !needsExtras(widget, state.by);
    const came = await Promise.all([card.want(), isEnough || extras.want()]);
    if (came.includes(null)) throw codedError('widget_unavailable');
  }

  function change(changed: WidgetState): void {
    if (isOver || changed === state) return;
    const hasFocus = () => refs.card.current?.contains(stand.root.activeElement) === true;
    const hadFocus = hasFocus();
    state = changed;
    draw();
    clearInterval(ticking);
    // For the countdown.
    if (state.isOpen && state.stage.kind === 'waiting') ticking = setInterval(draw, SECOND_MS);
    if (state.isOpen && hadFocus && !hasFocus()) focusCard();
  }

  /** What had the focus may be gone. On a phone the field is not focused, or its keyboard would hide the card. */
  function focusCard(): void {
    const isForm = state.stage.kind === 'form' && !state.isPicking;
    const target = isForm && !matchMedia(SMALL).matches ? refs.phone : refs.card;
    target.current?.focus({ preventScroll: true });
  }

  async function open(by: TextScenario | null): Promise<void> {
    setShown(true);
    if (state.isOpen || !isShown || isOver) return;
    openedAt = readClock();
    invoker = doc.activeElement;
    isTeasing = isStanding = hasStood = false;
    isModal = by === null && matchMedia(SMALL).matches;
    change({ ...state, isOpen: true, by });
    try {
      await Promise.all([begin(), fetchCard()]);
    } catch {
      change(closeCard(state));
      emit('error', { code: 'widget_unavailable' });
      return;
    }
    if (!isShown) change(closeCard(state));
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
    if (show.convenientTime) void picker.want();
    if (readClock() - laidAt > STALE_MS) void refreshHours().catch(() => {}); // the old ones will do
    setTimeout(() => {
      hasStood = true;
      if (state.isOpen) draw();
    }, ANNOUNCE_MS);
  }

  async function refreshHours(): Promise<void> {
    const laid = await layGroundwork(language, widget.hash, transport);
    if (!laid.slots) return;
    ground = laid;
    laidAt = readClock();
    draw();
  }

  function close(): void {
    if (!state.isOpen) return;
    const hadFocus = stand.root.activeElement !== null;
    change(closeCard(state));
    const back = launcher.button() ?? invoker;
    if (hadFocus && back instanceof HTMLElement) back.focus();
    if (isStanding) emit('widget_closed', { widget: widget.hash });
  }

  const edit = (part: Partial<Draft>) => change(editDraft(state, part));

  /** Whoever opens the choice of a time finds one chosen. */
  function pick(isPicking: boolean): void {
    change({ ...state, isPicking });
    if (isPicking)
      void picker.want().then((part) => {
        const when = part?.presetOf(ground?.slots?.days[0]);
        if (when && state.isPicking && state.draft.when === 'now') edit({ when });
      });
  }

  const desk: Desk = {
    host,
    status,
    state: () => state,
    change,
    facts: () => ({
      lang: ground?.lang ?? language.lang,
      disclaimer: ground ? wordingOf(ground).disclaimer : '',
      openedAt,
    }),
    isOver: () => isOver,
    onEnd: (undo) => void endings.push(undo),
  };

  const launcher = createLauncher(doc, launcherPlace, {
    prepare: () => void fetchCard().catch(() => {}),
    open: () => void open(null),
    dismiss() {
      dismiss();
      launcher.button()?.focus();
    },
  });

  const wordingOf = (laid: Groundwork) =>
    chooseWords({ ...laid, widget, by: state.by, draft: state.draft, now: Date.now() });

  function draw(): void {
    if (!ground || !isShown || isOver) return;
    const { lang, slots } = ground;
    const words = { ...ground.words, ...parts.words() };
    const wording = wordingOf(ground);
    const isDrawn =
      state.isOpen && card.module !== null && (extras.module !== null || !needsExtras(widget, state.by));
    const look = isTeasing ? teaser.module?.teaser : show.orderButton && roundButton;
    launcher.show(look || null, { ...wording, close: words.close }, isDrawn);
    const came = { extras: extras.module, status: status.module, picker: picker.module };
    const facts = { widget, state, words, wording, lang, slots, isModal, hasStood, now: readClock() };
    const model: ViewModel = { ...facts, ...came, refs, desk, close, edit, pick };
    card.module?.drawCard(cardPlace, isDrawn ? model : null);
  }

  // A widget that cannot speak is not there; whoever opens it makes it try again.
  void begin().catch(() => emit('error', { code: 'widget_unavailable' }));
  return {
    open: (by) => void open(by ?? null),
    setShown,
    close,
    toggle: () => (state.isOpen ? close() : void open(null)),
    async callback(order) {
      const following = await status.want();
      if (!following) throw codedError('widget_unavailable');
      return following.orderByPage(desk, order);
    },
    destroy() {
      isOver = true;
      clearInterval(ticking);
      for (const undo of endings) undo();
      card.module?.drawCard(cardPlace, null);
      stand.element.remove();
    },
  };
}
