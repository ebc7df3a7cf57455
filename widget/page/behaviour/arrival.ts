import { listen } from '../../boundary.ts';

const OPEN_HASH = /^#(ringlet|callkeeper)$/i;
const IDLE_TIMEOUT_MS = 5000;
/** For browsers that cannot tell when they are idle. */
const SETTLE_MS = 1500;

/** Calls `onOpen` when the address asks for the widget (S1-90), also if it does already. */
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
