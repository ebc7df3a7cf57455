import type {
  Beauty,
  InventoryName,
  Region,
  StockInput,
  StockNumber,
} from '../../../shared/contract/admin/number-market.ts';

/** Numbers that are bought together; `key` is the purchase’s, and the same at every try. */
export interface NumberOrder {
  key: string;
  account: string;
  numbers: readonly string[];
  /** The order may have been sent before, so the inventory looks for what is there already, before it buys anything. */
  isRepeated: boolean;
}

export type OrderOutcome =
  /** All of them are the account's. `refs` are the inventory's own ids by number, where it has any. */
  | { kind: 'bought'; refs: Readonly<Record<string, string>> }
  /** Not all can be had: `taken` are gone. Some of the others may have been bought and are to be released. */
  | { kind: 'failed'; reason: 'taken' | 'refused'; taken: readonly string[]; detail: string }
  /** Nobody knows yet how much of it was done: it is asked again, with `isRepeated`. */
  | { kind: 'open'; detail: string; afterMs?: number };

export type Found<T> = { kind: 'found'; items: T[] } | { kind: 'unavailable'; detail: string };

/** Where numbers are bought. Failures of a vendor are values; nothing throws. */
export interface NumberInventory {
  name: InventoryName;
  regions(): Promise<Found<Region>>;
  search(question: StockInput, limit: number): Promise<Found<StockNumber>>;
  buy(order: NumberOrder): Promise<OrderOutcome>;
  /** Gives back whatever of the order was bought; once it is done, doing it again does nothing. */
  release(order: Omit<NumberOrder, 'isRepeated'>): Promise<'released' | 'open'>;
}

/** What a number is before it is bought: enough to price it without asking anybody. */
export interface PricedNumber {
  region: string;
  operator: string;
  kind: 'bought' | 'virtual';
  beauty: Beauty;
  price: number;
}
