import type { Beacons } from '../../shared/contract/beacons.ts';
import { BEACONS_PATH } from '../../shared/paths.ts';
import { digitsOf } from '../../shared/phone.ts';
import type { Handover } from './handover.ts';

/** Enough of a number to know it by, however it is written. */
const KNOWN_DIGITS = 9;

/**
 * Tells the edge if `event` is a tap on the link of a number that the page shows, or a copy of the number: a call to
 * it is then likelier this visitor's. `copied` is the text that was copied. The event may have been a while ago.
 */
export function tellNumberUse({ tag, numbers }: Handover, event: Event, copied: string): void {
  const isCopy = event.type === 'copy';
  if (!isCopy && event.type !== 'click') return;
  const { answer } = numbers.state();
  const { lease } = numbers.visitContext();
  const link = (event.target as Element).closest('a[href]')?.getAttribute('href');
  const digits = digitsOf((isCopy ? copied : link) ?? '');
  const used = digits && answer?.swaps.find(({ number }) => digits.includes(number.slice(-KNOWN_DIGITS)));
  if (!used || !lease) return;
  const type = isCopy ? 'number_copied' : 'number_tapped';
  const agoMs = Math.max(0, Math.round(performance.now() - event.timeStamp));
  const events = [{ type, office: used.office, agoMs }] satisfies Partial<Beacons['events'][number]>[];
  // Leaves with the page if it has to, and needs no answer.
  fetch(tag.origin + BEACONS_PATH, {
    method: 'POST',
    body: JSON.stringify({ site: tag.site, lease, events }),
    credentials: 'omit',
    keepalive: true,
  }).catch(() => {});
}
