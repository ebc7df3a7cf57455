/** Where a tab remembers that somebody debugs in it. */
export const DEBUG_KEY = '_ringlet_debug';

/** True in a tab in which somebody asks for the overlay, by the address or since an earlier page. */
export function isDebugging(win: Window): boolean {
  try {
    return /[?&]ringlet=debug/.test(win.location.search) || !!win.sessionStorage.getItem(DEBUG_KEY);
  } catch {
    return false; // the browser refuses storage, and nobody asks
  }
}
