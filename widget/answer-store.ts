import type { SwapAnswer } from '../shared/contract/swap.ts';
import { isSwapAnswer } from './api.ts';
import type { Visit } from './visit.ts';

/** An answer of the edge with its `x-ringlet-reason`. */
export interface ReceivedAnswer {
  answer: SwapAnswer;
  reason: string;
  /** Epoch ms. */
  receivedAt: number;
}

/** The last answer of this browser, kept so that a repeat page view needs no request. */
export interface StoredAnswer extends ReceivedAnswer {
  /** Version of the site's snapshot under which it was given. */
  version: number;
  /** When the touch was recorded for which it was given, epoch ms. */
  touchedAt: number;
}

/** Where the answer of a site lies in the storage of the page's origin. */
export function answerKey(site: string): string {
  return `_ringlet:${site}`;
}

/** Null where nothing is kept, or storage is refused. */
export function readAnswer(site: string): StoredAnswer | null {
  try {
    const stored = JSON.parse(localStorage.getItem(answerKey(site)) as string) as StoredAnswer;
    return isSwapAnswer(stored.answer) ? stored : null;
  } catch {
    // Refused or damaged: the next page view asks.
    return null;
  }
}

/** Null removes it. */
export function writeAnswer(site: string, stored: StoredAnswer | null): void {
  try {
    if (stored) localStorage.setItem(answerKey(site), JSON.stringify(stored));
    else localStorage.removeItem(answerKey(site));
  } catch {
    // Refused or full: the next page view asks.
  }
}

/** True if a page view at `now` may show `stored` without asking. The cookie's word counts where the two disagree. */
export function canRepeat(stored: StoredAnswer, visit: Visit, version: number, now: number): boolean {
  const { answer, receivedAt } = stored;
  return (
    visit.lease !== null &&
    answer.lease === visit.lease &&
    answer.visitor === visit.visitor &&
    stored.version === version &&
    stored.touchedAt === visit.recordedAt &&
    now >= receivedAt &&
    now < visit.answerUntil
  );
}
