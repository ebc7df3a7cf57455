import { onOtherClock } from '../../domain/clock-skew.ts';
import type { PoolConfig } from '../../domain/site-model.ts';
import type { Env } from '../../env.ts';
import type { SendFacts } from '../outbox.ts';
import { PEOPLE } from './members/owe-membership.ts';

/** A pool has taken a configuration: `freeAt` is when each number that it no longer gives out may go elsewhere. */
export type SettlePool = (config: PoolConfig, version: number, freeAt: Record<string, number>) => void;

/**
 * Carries what an account owes: configurations to its widgets' callbacks and to its
 * campaigns' pools, messages to the queues of their destinations. `now` is the
 * account's own clock, epoch ms.
 */
export function sendAccountFacts(env: Env, now: () => number, settle: SettlePool): SendFacts {
  return async (target, facts) => {
    if (target.startsWith('callback:')) {
      const { accepted } = await env.CALLBACK.getByName(target).acceptFacts({ facts });
      return accepted;
    }
    if (target.startsWith('delivery:')) {
      const { accepted } = await env.DELIVERY.getByName(target).acceptFacts({ facts });
      return accepted;
    }
    if (target === PEOPLE) {
      for (const { body } of facts) {
        if (body.type === 'membership.changed') await env.AUTH.getByName(PEOPLE).setMembership(body);
      }
      return facts.map((fact) => fact.id);
    }
    for (const { body } of facts) {
      if (body.type !== 'pool.configure') continue;
      const sentAt = now();
      const { version, freeAt } = await env.POOL.getByName(target).configure({ config: body.config, sentAt });
      settle(body.config, version, onOtherClock(freeAt, sentAt, now()));
    }
    return facts.map((fact) => fact.id);
  };
}
