import type { StockInput, StockNumber } from '../../shared/contract/admin/number-market.ts';
import type { GuardVerdict, Reservation } from '../domain/abuse.ts';
import type { OrderOutcome } from '../domain/numbers/inventory.ts';
import type { FactReceiver } from './common.ts';
import type { OperatedRpc } from './operated-rpc.ts';
import type { PersonRpc } from './person-rpc.ts';

export interface GuardRpc extends Rpc.DurableObjectBranded, OperatedRpc {
  /** Counts all of it or nothing, in one step; the same `id` is counted once. */
  reserve(args: Reservation): Promise<{ verdict: GuardVerdict }>;
  /** How many uses of these counters there are by these orders, and by attempts of theirs; forgets them if asked to. */
  usesOf(args: { keys: string[]; orders: string[]; forget: boolean }): Promise<{ uses: number }>;
}

export interface SimRpc extends Rpc.DurableObjectBranded, FactReceiver, PersonRpc, OperatedRpc {
  /** Takes the WebSocket of the telephones page; the token is checked before. */
  fetch(request: Request): Promise<Response>;
  /** What is for sale at this moment. Asked of the object `STOCK` alone, as are the next two. */
  searchStock(args: { question: StockInput; limit: number }): Promise<StockNumber[]>;
  /** All numbers of the order or none, in one step; the same key again is answered the same. */
  sellNumbers(args: { key: string; account: string; numbers: string[] }): Promise<OrderOutcome>;
  /** Numbers that this order has bought come back. */
  takeBack(args: { key: string; account: string; numbers: string[] }): Promise<void>;
}

/** The one `SimObject` that has the simulator's numbers, so that one that is sold is gone for every account. */
export const STOCK = 'sim:stock';

/** The queue of one destination. Messages and what is asked of it come as facts; what became of them goes the same way. */
export interface DeliveryRpc extends Rpc.DurableObjectBranded, FactReceiver, PersonRpc, OperatedRpc {}
