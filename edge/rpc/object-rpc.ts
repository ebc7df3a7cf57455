import type { GuardVerdict, Reservation } from '../domain/abuse.ts';
import type { FactReceiver } from './common.ts';
import type { OperatedRpc } from './operated-rpc.ts';

export interface GuardRpc extends Rpc.DurableObjectBranded, OperatedRpc {
  /** Counts all of it or nothing, in one step; the same `id` is counted once. */
  reserve(args: Reservation): Promise<{ verdict: GuardVerdict }>;
}

export interface SimRpc extends Rpc.DurableObjectBranded, FactReceiver, OperatedRpc {
  /** Takes the WebSocket of the telephones page; the token is checked before. */
  fetch(request: Request): Promise<Response>;
}

/** The queue of one destination. Messages and what is asked of it come as facts; what became of them goes the same way. */
export interface DeliveryRpc extends Rpc.DurableObjectBranded, FactReceiver, OperatedRpc {}
