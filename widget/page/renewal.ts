import { answerKey, readAnswer } from '../answer-store.ts';
import type { Handover } from './handover.ts';

export interface Renewal {
  /** Somebody is at the page: keeps a leased number, at most once in `renewAfterS` of all tabs together. */
  renewIfDue(): void;
  /** Another tab wrote into the storage. */
  hear(event: StorageEvent): void;
}

/**
 * One tab renews for all. Every answer lies in the origin's storage, which tells the other tabs of it, and a tab
 * looks there before it asks. Where there is no storage each tab asks for itself.
 */
export function createRenewal({ tag, snapshot, numbers }: Handover): Renewal {
  const { site } = tag;

  /** Takes what another tab was told since this one asked, if it is for the same visitor. */
  function adopt(): void {
    const { mode, answer, freshAt } = numbers.state();
    const stored = mode === 'full' && answer ? readAnswer(site) : null;
    if (!stored || !answer || !(stored.receivedAt > freshAt && stored.receivedAt <= Date.now())) return;
    // Where a rule looks at the page, the answer for another page is none for this one.
    const isForThisPage = !snapshot.matchPerPage || stored.answer.campaign?.id === answer.campaign?.id;
    if (stored.answer.visitor === answer.visitor && isForThisPage) numbers.adopt(stored);
  }

  return {
    hear({ key, newValue }) {
      if (key !== answerKey(site)) return;
      // Only a withdrawal of consent takes it away, and it holds for the visitor and not for a tab.
      if (newValue !== null) adopt();
      else if (numbers.state().mode === 'full') numbers.setConsent('none');
    },
    renewIfDue() {
      if (!isDue()) return;
      adopt();
      if (isDue()) numbers.evaluate('renew');
    },
  };

  function isDue(): boolean {
    const { mode, answer, freshAt } = numbers.state();
    if (mode !== 'full' || !answer?.swaps.some(({ kind }) => kind === 'leased')) return false;
    const sinceS = (Date.now() - freshAt) / 1000;
    return sinceS < 0 || sinceS >= answer.renewAfterS;
  }
}
