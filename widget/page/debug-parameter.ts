import { findDebugParameter, removeDebugParameter } from '../../shared/debug-link.ts';
import { DEBUG_KEY } from '../debug-entry.ts';

/**
 * The parameter by which this tab asks for the overlay. It leaves the address, so that nobody else reads a token there
 * (Ringlet itself never does: see `pageUrl`); the tab remembers it until it is closed, or the overlay is.
 */
export function takeDebugParameter(win: Window): string {
  const { location, history } = win;
  const parameter = findDebugParameter(location.search);
  try {
    if (parameter === undefined) return win.sessionStorage.getItem(DEBUG_KEY) ?? '';
    win.sessionStorage.setItem(DEBUG_KEY, parameter);
    history.replaceState(history.state, '', removeDebugParameter(location.href));
  } catch {
    // A sandboxed page has no storage and no history; the overlay then lasts for this page view.
  }
  return parameter ?? '';
}
