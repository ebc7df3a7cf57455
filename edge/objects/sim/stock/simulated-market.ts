import type { StockInput, StockNumber } from '../../../../shared/contract/admin/number-market.ts';
import type { NumberOrder, OrderOutcome } from '../../../domain/numbers/inventory.ts';
import { findSimulated, simulatedNumber } from '../../../domain/numbers/simulated-stock.ts';
import { SoldStore } from './sold-store.ts';

/** What is left of the stock, the cheapest first. */
export function searchStock(
  sql: SqlStorage,
  { question, limit, now }: { question: StockInput; limit: number; now: number },
): StockNumber[] {
  const fitting = findSimulated(question);
  const gone = new Set(
    new SoldStore(sql).unavailable(
      fitting.map(({ e164 }) => e164),
      null,
      now,
    ),
  );
  return fitting.filter(({ e164 }) => !gone.has(e164)).slice(0, limit);
}

/** Sells all numbers of an order or none, in one step; the same order again is answered the same. */
export function sellNumbers(
  storage: DurableObjectStorage,
  { key, account, numbers }: Omit<NumberOrder, 'isRepeated'>,
  now: number,
): OrderOutcome {
  return storage.transactionSync(() => {
    const sold = new SoldStore(storage.sql);
    const unknown = numbers.filter((e164) => simulatedNumber(e164) === null);
    const taken = [...unknown, ...sold.unavailable(numbers, key, now)];
    if (taken.length > 0) return { kind: 'failed', reason: 'taken', taken, detail: 'sold already' };
    for (const e164 of numbers) sold.sell(e164, account, key, now);
    return { kind: 'bought', refs: {} };
  });
}

/** Takes numbers of an order back; they rest before they are sold again. */
export function takeBack(
  storage: DurableObjectStorage,
  { key, account, numbers }: Omit<NumberOrder, 'isRepeated'>,
  now: number,
): void {
  storage.transactionSync(() => {
    const sold = new SoldStore(storage.sql);
    for (const e164 of numbers) sold.release(e164, account, key, now);
  });
}
