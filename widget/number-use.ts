import type { BeaconType } from '../shared/contract/beacons.ts';
import type { Swap } from '../shared/contract/swap.ts';
import { BEACONS_PATH } from '../shared/paths.ts';
import { digitsOf } from '../shared/phone.ts';
import { listen } from './boundary.ts';

/** What the page shows now, and for whom. */
export interface ShownNumbers {
  swaps: readonly Swap[];
  lease: string | null;
}

/** Enough of a number to know it by, however it is written. */
const KNOWN_DIGITS = 9;

/**
 * Calls `onUse` when the visitor taps the link of a number that the page shows, or copies the number: a call to it
 * is then likelier theirs.
 */
export function watchNumberUse(
  doc: Document,
  shown: () => ShownNumbers,
  onUse: (type: BeaconType, office: string, lease: string) => void,
  life: AbortSignal,
): void {
  const notice = (event: Event) => {
    const isCopy = event.type === 'copy';
    const link = isCopy ? null : (event.target as Element).closest('a[href]')?.getAttribute('href');
    const digits = digitsOf((isCopy ? doc.getSelection()?.toString() : link) ?? '');
    const { swaps, lease } = shown();
    const used = digits && swaps.find(({ number }) => digits.includes(number.slice(-KNOWN_DIGITS)));
    if (used && lease) onUse(isCopy ? 'number_copied' : 'number_tapped', used.office, lease);
  };
  listen(doc, 'click copy', notice, { signal: life, capture: true, passive: true });
}

/** Leaves with the page if it has to, and needs no answer. */
export function postBeacon(
  origin: string,
  site: string,
  lease: string,
  type: BeaconType,
  office: string,
): void {
  const body = JSON.stringify({ site, lease, events: [{ type, office }] });
  fetch(origin + BEACONS_PATH, { method: 'POST', body, credentials: 'omit', keepalive: true }).catch(
    () => {},
  );
}
