import { passesPageRules } from '../../../shared/page-rules.ts';
import type { Audience, Look } from './audience.ts';
import type { BehaviourHost } from './behaviour-host.ts';
import type { WidgetFact } from './follow-widget.ts';

/** Whether the launcher stands on the page. */
export interface Presence {
  /** Looks at page and visitor again: they may have changed. */
  update(): void;
  hear(fact: WidgetFact): void;
}

/**
 * Puts the launcher on pages that the widget's rules allow, and takes it off others. A card that somebody has open, or
 * a call that is under way, stays in sight until its end, wherever the visitor goes on the site.
 */
export function createPresence({ widget, summon }: BehaviourHost, look: Look): Presence {
  let seen: Audience | null = null;
  let isThere = false;
  let isOpen = false;
  let isCalling = false;

  function apply(): void {
    if (!isAllowed() && !isThere) return;
    summon().then(
      (handle) => {
        if (!isOpen && !isCalling) handle.setShown(isAllowed());
      },
      () => {}, // the event has told
    );
  }

  function isAllowed(): boolean {
    return seen?.isWanted === true && passesPageRules(widget.behaviour.rules, seen.page);
  }

  return {
    update() {
      const now = look();
      if (now === seen) return;
      seen = now;
      apply();
    },
    hear(fact) {
      if (fact === 'shown') isThere = true;
      if (fact === 'opened' || fact === 'closed') isOpen = fact === 'opened';
      if (fact === 'ordered' || fact === 'ended') isCalling = fact === 'ordered';
      if (fact === 'closed' || fact === 'ended') apply();
    },
  };
}
