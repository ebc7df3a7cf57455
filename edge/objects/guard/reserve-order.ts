import {
  accountCounters,
  type Counter,
  type GuardVerdict,
  isTooQuick,
  mayCall,
  numberCounters,
  type OrderPolicy,
  senderCounters,
  unsureCounters,
} from '../../domain/abuse.ts';
import { GUARD_WAIT_MS } from '../../domain/limits.ts';
import type { Env } from '../../env.ts';
import { type GuardNames, guardNames } from '../../keys/guard-names.ts';
import type { SecretRing } from '../../keys/secrets.ts';
import { logError } from '../../log.ts';
import { within } from './within.ts';

export interface OrderToReserve {
  /** Of the callback: a repeated order is counted once. */
  id: string;
  account: string;
  /** Hash of the widget. */
  widget: string;
  /** E.164. */
  phone: string;
  /** The client's, empty if it is not known. */
  address: string;
  openedMs: number;
}

/**
 * Something that looks at an order and may have doubts about it, such as a challenge that the page has solved. An
 * error of it counts as a doubt.
 */
export type OrderSignal = (order: OrderToReserve) => Promise<'fine' | 'unsure'>;

/** What is to become of an order; the reason of a refusal is as the contract has it. */
export type OrderVerdict = { kind: 'sure' | 'unsure' } | { kind: 'refused'; reason: 'blocked' | 'caps' };

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
    return { kind: 'unsure' };
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
  const isSure = sender === 'sure' && called === 'sure' && !(await hasDoubts(order, signals));
  const verdict = await askAccountShard(env, account, order.id, { names, policy: answer.policy, isSure });
  return verdict === 'refused' ? { kind: 'refused', reason: 'caps' } : { kind: verdict };
}

/** An order that is unsure anyhow takes nothing from what the honest ones may use. */
async function askAccountShard(
  env: Env,
  shard: number,
  id: string,
  { names, policy, isSure }: { names: GuardNames; policy: OrderPolicy; isSure: boolean },
): Promise<GuardVerdict> {
  const unsure = unsureCounters(names);
  if (isSure) return askShard(env, shard, id, accountCounters(names, policy), unsure);
  const verdict = await askShard(env, shard, id, unsure);
  return verdict === 'sure' ? 'unsure' : verdict;
}

async function hasDoubts(order: OrderToReserve, signals: readonly OrderSignal[]): Promise<boolean> {
  if (isTooQuick(order)) return true;
  const heard = await Promise.allSettled(signals.map((signal) => signal(order)));
  return heard.some((signal) => signal.status === 'rejected' || signal.value === 'unsure');
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
