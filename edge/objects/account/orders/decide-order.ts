import type { CallbackRecord, FactBody } from '../../../domain/facts.ts';

/** What a manager says to an order that waits for a word. */
export type ManagersWord = 'confirm' | 'decline';

export interface DecideContext {
  /** Its id. */
  account: string;
  /** Epoch ms. */
  now: number;
  owe(id: string, target: string, subject: string, body: FactBody): void;
}

/**
 * Owes the word to the object that owns the callback, and answers the record as it will be: that object's own facts
 * follow, and have the last word. Call inside a transaction, for a callback that needs confirmation.
 */
export function decideOrder(
  callback: CallbackRecord,
  word: ManagersWord,
  { account, now, owe }: DecideContext,
): CallbackRecord {
  const { id, widget } = callback;
  const type = word === 'confirm' ? 'callback.confirm' : 'callback.decline';
  owe(`${id}:${word}:${now}`, `callback:${account}:${widget}`, id, { type, callback: id });
  return word === 'confirm'
    ? { ...callback, status: 'planned', changedAt: now }
    : { ...callback, status: 'cancelled', reason: 'cancelled_by_manager', changedAt: now };
}
