import type { CallbackOrder, CallbackView, OrderDoubt } from '../../shared/contract/callback.ts';
import type { LegRef, PromptCommand } from '../domain/ports.ts';
import type { FactReceiver, Refusal } from './common.ts';
import type { OperatedRpc } from './operated-rpc.ts';
import type { PersonRpc } from './person-rpc.ts';

export interface CallbackRpc extends Rpc.DurableObjectBranded, FactReceiver, PersonRpc, OperatedRpc {
  create(args: CreateCallbackArgs): Promise<{ kind: 'created' | 'repeated'; view: CallbackView } | Refusal>;
  status(args: { id: string }): Promise<{ kind: 'found'; view: CallbackView } | { kind: 'gone' }>;
  cancel(args: { id: string }): Promise<{ kind: 'found'; view: CallbackView } | Refusal>;
  reschedule(args: { id: string; when: number }): Promise<{ kind: 'found'; view: CallbackView } | Refusal>;
  /** What a call is to be asked again after it pressed a key; null if it is told something else, or was asked nothing. */
  question(args: { leg: LegRef }): Promise<{ question: PromptCommand | null }>;
  /** Takes the WebSocket of `…/live`; the token is checked before. */
  fetch(request: Request): Promise<Response>;
}

export interface CreateCallbackArgs {
  account: string;
  widget: string;
  id: string;
  /** SHA-256 of the order as it was sent, hex. */
  bodyHash: string;
  order: CallbackOrder;
  /** From a lease token that this server signed, else null. */
  visitor: string | null;
  campaign: string | null;
  /** With any the order is kept, and nothing dials until a manager confirms it. */
  doubts?: OrderDoubt[];
}
