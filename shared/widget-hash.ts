/** Signs of the short form: the part of the hash that differs between the widgets of an account, and its check. */
const SHORT = 16;

/**
 * The short form of a widget's hash (S1-89). It names a widget of a site, on pages of that site; only the long one leads
 * to the widget from everywhere.
 */
export function shortHash(hash: string): string {
  return hash.slice(-SHORT);
}
