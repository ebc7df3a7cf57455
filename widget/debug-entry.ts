/** Where a tab remembers that somebody debugs in it. */
export const DEBUG_KEY = '_ringlet_debug';

/**
 * What the address asks for, or asked for on an earlier page of this tab: `debug_` to see unsaved looks, anything else
 * that is not empty for the overlay.
 */
export function debugWish(win: Window): string | null | undefined {
  try {
    return /[?&]ringlet=(debug_?)/.exec(win.location.search)?.[1] ?? win.sessionStorage.getItem(DEBUG_KEY);
  } catch {
    return; // the browser refuses storage, and nobody asks
  }
}
