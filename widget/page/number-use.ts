import type { BeaconType } from '../../shared/contract/beacons.ts';
import { BEACONS_PATH } from '../../shared/paths.ts';
import { digitsOf } from '../../shared/phone.ts';
import type { Handover } from './handover.ts';

/** Enough of a number to know it by, however it is written. */
const KNOWN_DIGITS = 9;

/**
 * Tells the edge if `text` (the address of a link that was tapped, or what was copied) has a number that the page
 * shows: a call to it is then likelier this visitor's. `happenedAt` is on the clock of `performance.now`.
 */
export function tellNumberUse(
  { tag, numbers }: Handover,
  type: BeaconType,
  text: string,
  happenedAt: number,
): void {
  const { answer } = numbers.state();
  const { lease } = numbers.visitContext();
  const digits = digitsOf(text);
  const used = digits && answer?.swaps.find(({ number }) => digits.includes(number.slice(-KNOWN_DIGITS)));
  if (!used || !lease) return;
  const agoMs = Math.max(0, Math.round(performance.now() - happenedAt));
  // Leaves with the page if it has to, and needs no answer.
  fetch(tag.origin + BEACONS_PATH, {
    method: 'POST',
    body: JSON.stringify({ site: tag.site, lease, events: [{ type, office: used.office, agoMs }] }),
    credentials: 'omit',
    keepalive: true,
  }).catch(() => {});
}
