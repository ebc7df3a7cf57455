import { listen } from '../boundary.ts';
import type { WidgetHandle } from '../callback/host.ts';

const OPEN_HASH = /^#(ringlet|callkeeper)$/i;
const IDLE_TIMEOUT_MS = 5000;
/** For browsers that cannot tell when they are idle. */
const SETTLE_MS = 1500;

/** Calls `onOpen` when the address asks for the widget, also if it does already. */
export function watchHash(win: Window, onOpen: () => void, life: AbortSignal): void {
  const openByHash = () => {
    if (OPEN_HASH.test(win.location.hash)) onOpen();
  };
  listen(win, 'hashchange', openByHash, { signal: life });
  openByHash();
}

/** Calls `act` once the page has loaded and the browser has nothing better to do. */
export function whenIdle(doc: Document, win: Window, act: () => void, life: AbortSignal): void {
  const actIfAlive = () => {
    if (!life.aborted) act();
  };
  const wait = () => {
    // Safari has none.
    if (win.requestIdleCallback as unknown) win.requestIdleCallback(actIfAlive, { timeout: IDLE_TIMEOUT_MS });
    else win.setTimeout(actIfAlive, SETTLE_MS);
  };
  if (doc.readyState === 'complete') wait();
  else listen(win, 'load', wait, { signal: life });
}

/**
 * Answers a function that gives the one widget of this page until `life` ends. `load` fetches and mounts it at the
 * first call; a failed load rejects, and is tried again at the next.
 */
export function createSummoner(
  load: () => Promise<WidgetHandle>,
  life: AbortSignal,
): () => Promise<WidgetHandle> {
  let pending: Promise<WidgetHandle> | null = null;
  // A load that failed has nothing to take away.
  life.addEventListener('abort', () => void pending?.then((handle) => handle.destroy()).catch(() => {}));
  return () => {
    pending ??= load().catch((fault: unknown) => {
      pending = null;
      throw fault;
    });
    return pending;
  };
}
