import type { CallbackAccepted } from '../../shared/contract/callback.ts';
import type { Outcome } from '../api.ts';
import type { Undo } from '../boundary.ts';
import type { WidgetHost } from './host.ts';
import type { LazyPart } from './lazy-part.ts';
import type { Sending, WidgetState } from './machine.ts';

/** What the parts that take orders and follow them work with. */
export interface Desk {
  host: WidgetHost;
  state(): WidgetState;
  /** Makes `state` the present one and draws it. */
  change(state: WidgetState): void;
  /** The language spoken, what the visitor agrees to, and since when the card is open, on `readClock`. */
  facts(): { lang: string; disclaimer: string; openedAt: number };
  /** Follows an order; null until it is there. */
  status: LazyPart<StatusPart>;
  /** The widget is gone, and `onEnd` is called. */
  isOver(): boolean;
  onEnd(undo: Undo): void;
}

/** As much of the part that follows orders as is needed to place one. */
export interface StatusPart {
  /** Shows how an order was answered, and from then on how it goes. */
  takeAnswer(desk: Desk, sending: Sending, answer: Answer): void;
}

/** How an order that arrived was answered. */
export type Answer = Exclude<Outcome<CallbackAccepted>, { kind: 'lost' }>;
