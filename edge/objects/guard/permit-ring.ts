import { mayCall, ringCounters, spendCounter } from '../../domain/abuse.ts';
import { GUARD_WAIT_MS } from '../../domain/limits.ts';
import type { Env } from '../../env.ts';
import { guardNames } from '../../keys/guard-names.ts';
import { secretsOf } from '../../keys/secrets.ts';
import { logError } from '../../log.ts';
import { askShard } from './reserve-order.ts';
import { within } from './within.ts';

export interface RingToPermit {
  callback: string;
  attempt: number;
  account: string;
  widget: string;
  /** The visitor's, E.164. */
  phone: string;
  /** False in an attempt that rings the visitor only once a manager has accepted. */
  ringsVisitorFirst: boolean;
}

/**
 * Whether telephones may ring for a callback now. Its order may be days old, moved, or confirmed by a manager, so the
 * account's list and settings are asked again, and the caps on telephone and money that nobody gets past. A callback
 * counts once, and once more for each further attempt that rings the visitor before any manager has accepted.
 * `unknown`: somebody cannot be reached, so it has to wait.
 */
export function permitRing(env: Env, ring: RingToPermit): Promise<'free' | 'blocked' | 'caps' | 'unknown'> {
  return within(GUARD_WAIT_MS, ask(env, ring)).catch((error: unknown) => {
    logError('guard')(error);
    return 'unknown';
  });
}

async function ask(env: Env, ring: RingToPermit): Promise<'free' | 'blocked' | 'caps'> {
  const { account, callback, attempt, phone, ringsVisitorFirst } = ring;
  const answer = await env.ACCOUNT.getByName(`account:${account}`).orderPolicy({ phone });
  if (answer.kind === 'gone' || !mayCall(phone, answer.policy)) return 'blocked';
  const names = await guardNames(secretsOf(env), { ...ring, address: '' });
  const use = ringsVisitorFirst ? `${callback}:${attempt}` : callback;
  const called = await askShard(env, names.shards.number, use, ringCounters(names));
  if (called === 'refused') return 'caps';
  const spend = [spendCounter(account, answer.policy, 'refused')];
  const paid = await askShard(env, names.shards.account, callback, spend);
  return paid === 'refused' ? 'caps' : 'free';
}
