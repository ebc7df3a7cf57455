import type { BeaconType } from '../../../shared/contract/beacons.ts';
import { BEACONS_PATH } from '../../../shared/paths.ts';
import { listen } from '../../boundary.ts';
import type { BehaviourHost } from './behaviour-host.ts';
import type { WidgetFact } from './follow-widget.ts';

/** As many as one request may carry. */
const MAX_EVENTS = 20;
const BEACONS: Partial<Record<WidgetFact, BeaconType>> = {
  shown: 'widget_shown',
  opened: 'widget_opened',
  dismissed: 'widget_dismissed',
  submitted: 'widget_submitted',
};

interface Step {
  type: BeaconType;
  /** On the clock of `performance.now`. */
  at: number;
}

/**
 * Answers a function that takes what becomes of the widget and tells the edge of it: all of a page view together when
 * the page is left or put away, and at once with an order. Without consent nothing is sent, then or later.
 */
export function createFunnel({
  origin,
  site,
  widget: { hash: widget, style },
  visitContext,
  consent,
  until,
}: BehaviourHost): (fact: WidgetFact) => void {
  let steps: Step[] = [];

  function send(): void {
    const told = consent() === 'none' ? [] : steps;
    steps = [];
    if (told.length === 0) return;
    const now = performance.now();
    const { lease, page } = visitContext();
    const agoMs = (at: number) => Math.max(0, Math.round(now - at));
    const facts = { widget, style: style.id ?? null };
    const events = told.map(({ type, at }) => ({ type, ...facts, agoMs: agoMs(at) }));
    fetch(origin + BEACONS_PATH, {
      method: 'POST',
      body: JSON.stringify({ site, lease, page: page.url, events }),
      credentials: 'omit',
      keepalive: true,
    }).catch(() => {}); // it is a statistic
  }

  const sendIfHidden = () => {
    if (document.hidden) send();
  };
  listen(document, 'visibilitychange', sendIfHidden, { signal: until });
  listen(window, 'pagehide', send, { signal: until });

  return (fact) => {
    const type = BEACONS[fact];
    if (!type || consent() === 'none') return;
    steps.push({ type, at: performance.now() });
    if (fact === 'submitted' || steps.length === MAX_EVENTS) send();
  };
}
