import type { CallbackReason, CallbackStatus } from '../shared/contract/callback.ts';
import type { Swap } from '../shared/contract/swap.ts';
import { listen, type Undo } from './boundary.ts';

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
  on(name: string, listener: (detail: unknown) => void): void;
  off(name: string, listener: (detail: unknown) => void): void;
  clear: Undo;
}

/** Events reach the page's listeners and, as `CustomEvent` named `ringlet:*`, its document. */
export function createEventHub(doc: Document): EventHub {
  const undos = new Map<string, Map<unknown, Undo>>();
  let ready: RingletEvents['ready'] | null = null;
  const off: EventHub['off'] = (name, listener) => {
    undos.get(name)?.get(listener)?.();
    undos.get(name)?.delete(listener);
  };
  return {
    emit(name, detail) {
      if (name === 'ready') ready = detail as RingletEvents['ready'];
      doc.dispatchEvent(new CustomEvent(`ringlet:${name}`, { detail }));
    },
    on(name, listener) {
      off(name, listener);
      const ofName = undos.get(name) ?? new Map<unknown, Undo>();
      undos.set(name, ofName);
      // The platform's own dispatch keeps one failing listener from silencing the others and tells the page of it.
      ofName.set(
        listener,
        listen<CustomEvent>(doc, `ringlet:${name}`, (event) => listener(event.detail)),
      );
      if (name === 'ready' && ready) listener(ready);
    },
    off,
    clear() {
      for (const ofName of undos.values()) for (const undo of ofName.values()) undo();
      undos.clear();
    },
  };
}
