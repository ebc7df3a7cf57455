import type { Provider } from '../../../shared/contract/admin/widget.ts';
import type { OrderDoubt } from '../../../shared/contract/callback.ts';
import {
  accountCounters,
  type Counter,
  type GuardVerdict,
  isTooQuick,
  mayCall,
  numberCounters,
  senderCounters,
  unsureCounters,
} from '../../domain/abuse.ts';
import { GUARD_WAIT_MS } from '../../domain/limits.ts';
import type { Env } from '../../env.ts';
import { guardNames } from '../../keys/guard-names.ts';
import type { SecretRing } from '../../keys/secrets.ts';
import { logError } from '../../log.ts';
import { within } from './within.ts';

export interface OrderToReserve {
  /** Of the callback: a repeated order is counted once. */
  id: string;
  account: string;
  /** Hash of the widget. */
  widget: string;
  /** By which the widget's calls are made. */
  provider: Provider;
  /** E.164. */
  phone: string;
  /** The client's, empty if it is not known. */
  address: string;
  openedMs: number | null;
}

/**
 * Something that looks at an order and may have doubts about it, such as a challenge that the page has solved. An
 * error of it counts as a doubt.
 */
export type OrderSignal = (order: OrderToReserve) => Promise<'fine' | 'unsure'>;

/** What is to become of an order; the reason of a refusal is as the contract has it. */
export type OrderVerdict =
  | { kind: 'sure' }
  | { kind: 'unsure'; doubts: OrderDoubt[] }
  | { kind: 'refused'; reason: 'blocked' | 'caps' };

/**
 * Whether an order may be dialled by itself, waits for a manager's word, or is refused. The account is asked what it
 * allows, then the shards of sender, number and account, one call each; the first refusal ends it. What one of them
 * has counted stays counted when a later one refuses: it was an attempt. If one cannot be reached the order is unsure.
 */
export function reserveOrder(
  env: Env,
  secrets: SecretRing,
  order: OrderToReserve,
  signals: readonly OrderSignal[],
): Promise<OrderVerdict> {
  return within(GUARD_WAIT_MS, reserve(env, secrets, order, signals)).catch((error: unknown) => {
    logError('guard')(error);
    return { kind: 'unsure', doubts: ['unreachable'] };
  });
}

async function reserve(
  env: Env,
  secrets: SecretRing,
  order: OrderToReserve,
  signals: readonly OrderSignal[],
): Promise<OrderVerdict> {
  const answer = await env.ACCOUNT.getByName(`account:${order.account}`).orderPolicy({ phone: order.phone });
  if (answer.kind === 'gone' || !mayCall(order.phone, answer.policy)) {
    return { kind: 'refused', reason: 'blocked' };
  }
  const names = await guardNames(secrets, order);
  const { block, number, account } = names.shards;
  const sender = await askShard(env, block, order.id, senderCounters(names));
  if (sender === 'refused') return { kind: 'refused', reason: 'caps' };
  const called = await askShard(env, number, order.id, numberCounters(names));
  if (called === 'refused') return { kind: 'refused', reason: 'caps' };
  const doubts = await doubtsOf(order, signals);
  if (sender === 'unsure') doubts.push('sender');
  if (called === 'unsure') doubts.push('range');
  // An order that is unsure anyhow takes nothing from what the honest ones may use.
  const unsure = unsureCounters(names);
  const verdict =
    doubts.length > 0
      ? await askShard(env, account, order.id, unsure)
      : await askShard(env, account, order.id, accountCounters(names, answer.policy), unsure);
  if (verdict === 'refused') return { kind: 'refused', reason: 'caps' };
  if (verdict === 'unsure') doubts.push('caps');
  return doubts.length > 0 ? { kind: 'unsure', doubts } : { kind: 'sure' };
}

async function doubtsOf(order: OrderToReserve, signals: readonly OrderSignal[]): Promise<OrderDoubt[]> {
  const heard = await Promise.allSettled(signals.map((signal) => signal(order)));
  const isDoubtful = heard.some((signal) => signal.status === 'rejected' || signal.value === 'unsure');
  return [...(isTooQuick(order) ? ['quick' as const] : []), ...(isDoubtful ? ['signal' as const] : [])];
}

/** One call to one shard; nothing to count needs none. */
export async function askShard(
  env: Env,
  shard: number,
  id: string,
  counters: readonly Counter[],
  instead?: readonly Counter[],
): Promise<GuardVerdict> {
  if (counters.length === 0) return 'sure';
  const reservation = { id, counters, ...(instead && { instead }) };
  return (await env.GUARD.getByName(`guard:${shard}`).reserve(reservation)).verdict;
}
