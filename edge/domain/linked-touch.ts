import { computeTouch, isDirect, shortLanding, type Touch } from '../../shared/touch.ts';
import { MAX_LINKED_LANDING, MAX_LINKED_REFERRER } from './limits.ts';

/** A touch as a link carries it: the two addresses that it is computed from, and its age in seconds. */
export interface LinkedTouch {
  landing: string;
  referrer: string;
  ageS: number;
}

/** Null for a touch that says nothing. */
export function packTouch(touch: Touch | null): LinkedTouch | null {
  if (!touch?.landing) return null;
  const referrer = (touch.referrer ?? '').slice(0, MAX_LINKED_REFERRER);
  return { landing: shortLanding(touch, MAX_LINKED_LANDING), referrer, ageS: touch.ageS };
}

/** The touch `sinceMs` after it was packed. */
export function unpackTouch({ landing, referrer, ageS }: LinkedTouch, sinceMs: number): Touch {
  // The host that gave the link has left out referrers of the site's own.
  const touch = computeTouch(landing, referrer, () => false);
  return { ...touch, ageS: ageS + Math.max(0, Math.round(sinceMs / 1000)) };
}

/**
 * Whether the touch that a link brought stands for the visit, and not what the page itself knows: the last one that
 * names a source does, on whichever host of the site it was (S2-56).
 */
export function isLinkedTouchLast(brought: Touch, known: Touch | null): boolean {
  if (!known || isDirect(known)) return true;
  return !isDirect(brought) && brought.ageS < known.ageS;
}
