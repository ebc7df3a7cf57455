import type { GuardVerdict, Reservation } from '../domain/abuse.ts';
import type { FactReceiver } from './common.ts';
import type { PersonRpc } from './person-rpc.ts';

export interface GuardRpc extends Rpc.DurableObjectBranded {
  /** Counts all of it or nothing, in one step; the same `id` is counted once. */
  reserve(args: Reservation): Promise<{ verdict: GuardVerdict }>;
  /** How many uses of these counters there are by these orders, and by attempts of theirs; forgets them if asked to. */
  usesOf(args: { keys: string[]; orders: string[]; forget: boolean }): Promise<{ uses: number }>;
}

export interface SimRpc extends Rpc.DurableObjectBranded, FactReceiver, PersonRpc {
  /** Takes the WebSocket of the telephones page; the token is checked before. */
  fetch(request: Request): Promise<Response>;
}

/** The queue of one destination. Messages and what is asked of it come as facts; what became of them goes the same way. */
export interface DeliveryRpc extends Rpc.DurableObjectBranded, FactReceiver, PersonRpc {}
