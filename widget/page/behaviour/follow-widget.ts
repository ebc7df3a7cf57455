import type { CallbackStatus } from '../../../shared/contract/callback.ts';
import { listen } from '../../boundary.ts';
import type { EventName } from '../../events.ts';
import type { BehaviourHost } from './behaviour-host.ts';

/**
 * What became of the widget: `shown` once in a page view; `dismissed` before a `closed` without an order since it
 * opened; `submitted` for an order while it was open, `ordered` for that and any other; `ended` with a callback.
 */
export type WidgetFact = 'shown' | 'opened' | 'dismissed' | 'closed' | 'submitted' | 'ordered' | 'ended';

interface Detail {
  widget?: string;
  status?: CallbackStatus;
}

const HEARD: readonly EventName[] = [
  'widget_shown',
  'widget_opened',
  'widget_closed',
  'callback_ordered',
  'callback_status',
];
const ENDED: readonly (CallbackStatus | undefined)[] = ['completed', 'failed', 'cancelled', 'expired'];

/** Tells what becomes of the widget, by the events of the page: those of the past included. */
export function followWidget(
  { told, until, widget: { hash } }: BehaviourHost,
  tell: (fact: WidgetFact) => void,
): void {
  let wasShown = false;
  let isOpen = false;
  let hasOrdered = false;

  function hear(name: EventName, detail: Detail): void {
    if (detail.widget !== hash) return;
    if (name === 'widget_shown' && !wasShown) {
      wasShown = true;
      tell('shown');
    } else if (name === 'widget_opened') {
      [isOpen, hasOrdered] = [true, false];
      tell('opened');
    } else if (name === 'widget_closed') {
      if (isOpen && !hasOrdered) tell('dismissed');
      isOpen = false;
      tell('closed');
    } else if (name === 'callback_ordered') {
      hasOrdered = true;
      if (isOpen) tell('submitted');
      tell('ordered');
    } else if (name === 'callback_status' && ENDED.includes(detail.status)) {
      tell('ended');
    }
  }

  for (const { name, detail } of told) hear(name, detail as Detail);
  for (const name of HEARD) {
    listen<CustomEvent<Detail>>(document, `ringlet:${name}`, ({ detail }) => hear(name, detail), {
      signal: until,
    });
  }
}
