import { listen } from '../boundary.ts';
import type { PastEvent } from '../events.ts';

type Listener = (detail: unknown) => void;

export interface Listeners {
  /** `toldBefore` events had been told when the page called: the later ones are made up for, `ready` always. */
  on(name: string, listener: Listener, toldBefore: number): void;
  off(name: string, listener: Listener): void;
}

/** The page's own listeners, until `life` ends. */
export function createListeners(doc: Document, past: readonly PastEvent[], life: AbortSignal): Listeners {
  let bound: { name: string; listener: Listener; handler: EventListener }[] = [];

  function off(name: string, listener: Listener): void {
    bound = bound.filter((one) => {
      const isIt = one.name === name && one.listener === listener;
      if (isIt) doc.removeEventListener(`ringlet:${name}`, one.handler);
      return !isIt;
    });
  }

  return {
    on(name, listener, toldBefore) {
      off(name, listener);
      // The platform's own dispatch keeps one failing listener from silencing the others and tells the page of it.
      const handler = (event: Event) => listener((event as CustomEvent).detail);
      bound.push({ name, listener, handler });
      listen(doc, `ringlet:${name}`, handler, { signal: life });
      const missed = past.filter((one, i) => one.name === name && (i >= toldBefore || name === 'ready'));
      for (const { detail } of missed) listener(detail);
    },
    off,
  };
}
