import type { CallbackRecord, FactBody, ManagersWord } from '../../../domain/facts.ts';

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
  const fact = { type: 'callback.decide', callback: id, word } as const;
  owe(`${id}:${word}:${now}`, `callback:${account}:${widget}`, id, fact);
  return word === 'confirm'
    ? { ...callback, status: 'planned', changedAt: now }
    : { ...callback, status: 'cancelled', reason: 'cancelled_by_manager', changedAt: now };
}
