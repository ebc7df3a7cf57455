import type { SwapAnswer } from '../shared/contract/swap.ts';
import { isSwapAnswer } from './api.ts';
import type { Visit } from './visit.ts';

/** The last answer of this browser, kept so that a repeat page view needs no request. */
export interface StoredAnswer {
  answer: SwapAnswer;
  reason: string;
  /** Epoch ms. */
  receivedAt: number;
  /** Version of the site's snapshot under which it was given. */
  version: number;
  touchMark: string;
}

type AnswerStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface AnswerStore {
  read(): StoredAnswer | null;
  write(stored: StoredAnswer): void;
  remove(): void;
}

/** `open` gives the storage; browsers that refuse it throw there, and then nothing is kept. */
export function openAnswerStore(open: () => AnswerStorage, site: string): AnswerStore {
  const key = `_ringlet:${site}`;
  const attempt = <Result>(act: (storage: AnswerStorage) => Result): Result | null => {
    try {
      return act(open());
    } catch {
      // Refused, full or damaged: the next page view asks.
      return null;
    }
  };
  return {
    read: () => attempt((storage) => parseStored(storage.getItem(key))),
    write: (stored) => void attempt((storage) => storage.setItem(key, JSON.stringify(stored))),
    remove: () => void attempt((storage) => storage.removeItem(key)),
  };
}

export interface RepeatFacts {
  visit: Visit;
  version: number;
  matchPerPage: boolean;
  /** Epoch ms. */
  now: number;
}

/** True if a page view may show `stored` without asking. The cookie's word counts where the two disagree. */
export function canRepeat(stored: StoredAnswer, { visit, version, matchPerPage, now }: RepeatFacts): boolean {
  return (
    !matchPerPage &&
    visit.visitor !== null &&
    stored.answer.visitor === visit.visitor &&
    stored.answer.lease === visit.lease &&
    stored.version === version &&
    stored.touchMark === visit.touchMark &&
    now >= stored.receivedAt &&
    now < stored.receivedAt + stored.answer.renewAfterS * 1000 &&
    now < visit.answerUntil
  );
}

function parseStored(text: string | null): StoredAnswer | null {
  const stored = JSON.parse(text ?? 'null') as StoredAnswer | null;
  return stored && Number.isFinite(stored.receivedAt) && isSwapAnswer(stored.answer) ? stored : null;
}
