import { listen, type Undo, undoAll } from '../boundary.ts';
import type { WidgetHandle } from './host.ts';

const OPEN_HASH = /^#(ringlet|callkeeper)$/i;
const IDLE_TIMEOUT_MS = 5000;
/** For browsers that cannot tell when they are idle. */
const SETTLE_MS = 1500;

/** Calls `onOpen` when the page asks for the card: an element marked for it, or the address. */
export function watchOpeners(doc: Document, win: Window, onOpen: () => void): Undo {
  const openByHash = () => {
    if (OPEN_HASH.test(win.location.hash)) onOpen();
  };
  const undos = [
    listen<MouseEvent>(doc, 'click', (event) => {
      const marked = event.target instanceof Element && event.target.closest('[data-ringlet-open]');
      if (!marked) return;
      event.preventDefault();
      onOpen();
    }),
    listen(win, 'hashchange', openByHash),
  ];
  openByHash();
  return () => undoAll(undos);
}

/** Calls `act` once the page has loaded and the browser has nothing better to do. */
export function whenIdle(doc: Document, win: Window, act: () => void): Undo {
  const undos: Undo[] = [];
  const wait = () => {
    if (typeof win.requestIdleCallback === 'function') {
      const id = win.requestIdleCallback(act, { timeout: IDLE_TIMEOUT_MS });
      undos.push(() => win.cancelIdleCallback(id));
    } else {
      const id = win.setTimeout(act, SETTLE_MS);
      undos.push(() => win.clearTimeout(id));
    }
  };
  if (doc.readyState === 'complete') wait();
  else undos.push(listen(win, 'load', wait, { once: true }));
  return () => undoAll(undos);
}

export interface Summoner {
  /** The one widget of this page; loaded at the first call. Rejects while it cannot be had. */
  summon(): Promise<WidgetHandle>;
  dismiss: Undo;
}

/** `load` fetches and mounts the widget. A failed load is tried again at the next call. */
export function createSummoner(load: () => Promise<WidgetHandle>): Summoner {
  let pending: Promise<WidgetHandle> | null = null;
  let isDismissed = false;
  return {
    summon() {
      pending ??= load().then(
        (handle) => {
          if (isDismissed) handle.destroy();
          return handle;
        },
        (fault: unknown) => {
          pending = null;
          throw fault;
        },
      );
      return pending;
    },
    dismiss() {
      if (isDismissed) return;
      isDismissed = true;
      // A load that failed has nothing to take away.
      pending?.then((handle) => handle.destroy()).catch(() => {});
    },
  };
}
