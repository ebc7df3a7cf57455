import { codedError, listen } from '../boundary.ts';
import { watchShadows } from '../swap/shadow.ts';
import { isElement } from '../swap/walk.ts';
import type { Behaviour, Opener } from './behaviour/behaviour-host.ts';
import { followBridges } from './bridges.ts';
import { createCommands } from './commands.ts';
import { followConsentSignals } from './consent-signals.ts';
import { watchFrames } from './frames.ts';
import type { Handover, PageTools } from './handover.ts';
import { loadBehaviour } from './load-behaviour.ts';
import { loadDebug, loadPreview } from './load-debug.ts';
import { loadLinks } from './load-links.ts';
import { loadWidget, widgetOf } from './load-widget.ts';
import { watchNavigation } from './navigation.ts';
import { tellNumberUse } from './number-use.ts';
import { createRenewal } from './renewal.ts';
import { createSummoner } from './summon.ts';

/** Takes over from the loader: everything that a page needs once somebody is at it. */
export function takeOver(handover: Handover): PageTools {
  const { life, guard, numbers, swapper } = handover;
  const opener: Opener = { tool: null };
  const isPreview = /[?&]ringlet=debug_/.test(location.search);
  const load = () => (isPreview ? loadPreview(handover) : loadWidget(handover, opener));
  const summon = createSummoner(load, life);
  const renewal = createRenewal(handover);
  const run = createCommands(handover, summon);
  const widget = widgetOf(handover);
  let behaviour: Promise<Behaviour | null> | null = null;
  // A gesture has nobody to tell of a failure; the event has told.
  const open = () =>
    void summon().then(
      (widget) => widget.open(),
      () => {},
    );

  if (life.aborted) return { run: refuse, notice: () => {}, debug: () => {} };
  guard(followConsentSignals)(handover);
  guard(followBridges)(handover);
  watchNavigation(window, numbers.state().address, guard(numbers.navigate), life);
  listen(window, 'storage', guard(renewal.hear), { signal: life });
  watchShadows(document, guard(swapper.rescan), life);
  watchFrames(document, guard(openFrame), life);
  const lookForLinks = loadLinks(handover);
  if (widget && !isPreview) behaviour = loadBehaviour(handover, { widget, summon, opener });

  /** The numbers of a frame that asks for it are the page's, and so is what is done with them. */
  function openFrame(inside: Document, stay: AbortSignal): void {
    void swapper.rescan(inside);
    watchShadows(inside, guard(swapper.rescan), stay);
    const hear = (event: Event) => {
      const copied = event.type === 'copy' ? String(inside.getSelection()) : '';
      notice(event.type, event.composedPath()[0], copied, performance.now());
    };
    listen(inside, 'pointerdown keydown click copy', guard(hear), { signal: stay, capture: true });
  }

  /** `happenedAt` is on the clock of this page: a frame has one of its own. */
  function notice(type: string, target: EventTarget | undefined, copied: string, happenedAt: number): void {
    if (life.aborted) return;
    renewal.renewIfDue();
    lookForLinks();
    if (type === 'copy') tellNumberUse(handover, 'number_copied', copied, happenedAt);
    if (type !== 'click' || !isElement(target as Node)) return;
    const element = target as Element;
    if (widget && element.closest('[data-ringlet-open]')) open();
    void behaviour?.then((own) => own?.missed(element, happenedAt));
    const link = element.closest('a[href]')?.getAttribute('href') ?? '';
    tellNumberUse(handover, 'number_tapped', link, happenedAt);
  }

  return {
    debug: () => void (isPreview ? summon().catch(() => {}) : loadDebug(handover, run)),
    run: (command, args, toldBefore) => (life.aborted ? refuse() : run(command, args, toldBefore)),
    notice: guard((event: Event, target: EventTarget, copied: string) =>
      notice(event.type, target, copied, event.timeStamp),
    ),
  };
}

function refuse(): never {
  throw codedError('destroyed');
}
