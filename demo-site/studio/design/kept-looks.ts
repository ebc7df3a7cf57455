import type { WidgetStyle } from '../../../shared/contract/admin/widget-style.ts';

/** Looks that were made and not saved; the browser keeps them until they are saved or discarded. */
export interface KeptLooks {
  style: WidgetStyle;
  /** The saved style that they began from. */
  styleId: string | null;
  /** Epoch ms of the last change. */
  at: number;
}

/** Null if there are none. `worn` fills in what a style did not have yet when they were kept. */
export function findKeptLooks(account: string, widget: string, worn: WidgetStyle): KeptLooks | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(account, widget)) ?? 'null') as KeptLooks | null;
    return kept && { ...kept, style: { ...worn, ...kept.style } };
  } catch {
    return null; // no storage, or nothing that could be read: the looks begin with what is worn
  }
}

/** True if looks of this widget wait to be saved. */
export function hasKeptLooks(account: string, widget: string): boolean {
  try {
    return localStorage.getItem(keyOf(account, widget)) !== null;
  } catch {
    return false; // no storage keeps nothing
  }
}

/** Null forgets them. */
export function keepLooks(account: string, widget: string, looks: KeptLooks | null): void {
  try {
    if (looks) localStorage.setItem(keyOf(account, widget), JSON.stringify(looks));
    else localStorage.removeItem(keyOf(account, widget));
  } catch {
    // No storage, or none left: the page still asks before it closes.
  }
}

function keyOf(account: string, widget: string): string {
  return `ringlet.looks.${account}.${widget}`;
}
