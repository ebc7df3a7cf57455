import type { ConsentMode } from '../../shared/contract/fields.ts';
import type { SwapReason } from '../../shared/contract/swap.ts';
import { isInRange, parseIpRange } from './ip-range.ts';

/** Programs that say what they are. They are answered, but take no number from a visitor. */
const BOT =
  /bot\b|bot[/;]|crawl|spider|slurp|preview|headless|lighthouse|facebookexternalhit|whatsapp|curl\/|wget\/|python-|go-http|java\/|node-fetch/i;

function isBot(userAgent: string | undefined): boolean {
  return !userAgent || BOT.test(userAgent);
}

/** Who asks, as far as it can be seen. */
export interface Asker {
  consent: ConsentMode;
  userAgent: string | undefined;
  /** `Sec-Purpose`: a page that is fetched beforehand is seen by nobody yet. */
  purpose: string | undefined;
  /** The client's address, empty if it is not known. */
  address: string;
}

/** Why this one gets shared numbers only, or null for a visitor who may lease. */
export function reasonForNone(asker: Asker, excluded: readonly string[]): SwapReason | null {
  if (asker.consent !== 'full') return 'consent';
  if (isBot(asker.userAgent) || /prefetch|prerender/.test(asker.purpose ?? '')) return 'bot';
  const isExcluded = excluded.some((text) => {
    const range = parseIpRange(text);
    return range !== null && isInRange(asker.address, range);
  });
  return isExcluded ? 'excluded' : null;
}
