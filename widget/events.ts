import type { CallbackReason, CallbackStatus } from '../shared/contract/callback.ts';
import type { Swap } from '../shared/contract/swap.ts';

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

/** An event that was told before anybody could listen. */
export interface PastEvent {
  name: EventName;
  detail: RingletEvents[EventName];
}

/** More than a page view can have before its listeners are there. */
const MAX_PAST = 100;

/** Tells the page's document of each event as a `CustomEvent` named `ringlet:*`, and keeps the first ones in `past`. */
export function createEmit(doc: Document, past: PastEvent[]): Emit {
  return (name, detail) => {
    if (past.length < MAX_PAST) past.push({ name, detail });
    doc.dispatchEvent(new CustomEvent(`ringlet:${name}`, { detail }));
  };
}
