import { findDebugParameter, removeDebugParameter } from '../shared/debug-link.ts';

/** A tab in which somebody looks over Ringlet's shoulder. */
export interface DebugRequest {
  /** The parameter that asked for it. */
  parameter: string;
  /** What happened before the overlay was there, in order. */
  early: Event[];
}

const KEY = '_ringlet_debug';

/**
 * The request of this tab for the overlay, or null in every other tab. To be called before anything reads the address,
 * because the parameter leaves it at once: no touch, rule or statistic ever sees it. The tab remembers until it is
 * closed, or the overlay is.
 */
export function takeDebugRequest(win: Window): DebugRequest | null {
  const { location, history, document } = win;
  let parameter: string | undefined | null = findDebugParameter(location.search);
  try {
    const { sessionStorage } = win;
    if (parameter) {
      sessionStorage.setItem(KEY, parameter);
      history.replaceState(history.state, '', removeDebugParameter(location.href));
    } else parameter = sessionStorage.getItem(KEY);
  } catch {
    // A sandboxed page has no storage and no history; the overlay then lasts for this page view.
  }
  if (!parameter) return null;
  const early: Event[] = [];
  for (const type of ['securitypolicyviolation', 'ringlet:swap_skipped'])
    document.addEventListener(type, (event) => early.push(event));
  return { parameter, early };
}

/** Lets the tab be like any other from its next page on. */
export function endDebugging(win: Window): void {
  try {
    win.sessionStorage.removeItem(KEY);
  } catch {
    // Refused, so there is nothing to remove.
  }
}
