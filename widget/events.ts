import type { CallbackReason, CallbackStatus } from '../shared/contract/callback.ts';
import type { Swap } from '../shared/contract/swap.ts';
import { listen } from './boundary.ts';

/** Every event with what it tells. A visitor's phone number is never part of one. */
export interface RingletEvents {
  ready: { site: string };
  swap: { office: string; number: string; kind: Swap['kind']; places: number };
  swap_skipped: { reason: string; office?: string; selector?: string };
  widget_shown: { widget: string };
  widget_opened: { widget: string };
  widget_closed: { widget: string };
  callback_ordered: { widget: string; id: string; status: CallbackStatus };
  callback_status: { widget: string; id: string; status: CallbackStatus; reason: CallbackReason | null };
  error: { code: string };
  destroyed: { site: string };
}
export type EventName = keyof RingletEvents;
export type Emit = <Name extends EventName>(name: Name, detail: RingletEvents[Name]) => void;

export interface EventHub {
  emit: Emit;
  /** A listener of `ready` that comes late is called all the same. */
  on(name: string, listener: Listener): void;
  off(name: string, listener: Listener): void;
}

type Listener = (detail: unknown) => void;

/** Events reach the page's listeners until `life` ends, and its document as `CustomEvent` named `ringlet:*`. */
export function createEventHub(doc: Document, life: AbortSignal): EventHub {
  let bound: { name: string; listener: Listener; handler: EventListener }[] = [];
  let ready: RingletEvents['ready'] | null = null;

  function off(name: string, listener: Listener): void {
    bound = bound.filter((one) => {
      const isIt = one.name === name && one.listener === listener;
      if (isIt) doc.removeEventListener(`ringlet:${name}`, one.handler);
      return !isIt;
    });
  }

  return {
    emit(name, detail) {
      if (name === 'ready') ready = detail as RingletEvents['ready'];
      doc.dispatchEvent(new CustomEvent(`ringlet:${name}`, { detail }));
    },
    on(name, listener) {
      off(name, listener);
      // The platform's own dispatch keeps one failing listener from silencing the others and tells the page of it.
      const handler = (event: Event) => listener((event as CustomEvent).detail);
      bound.push({ name, listener, handler });
      listen(doc, `ringlet:${name}`, handler, { signal: life });
      if (name === 'ready' && ready) listener(ready);
    },
    off,
  };
}
