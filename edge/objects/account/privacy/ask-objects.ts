import type { Env } from '../../../env.ts';
import { guardNames } from '../../../keys/guard-names.ts';
import { secretsOf } from '../../../keys/secrets.ts';
import type { AskGuard, AskObject } from './privacy-runner.ts';

/** How the account asks its other objects for what they keep of a person. */
export function askObjects(env: Env): AskObject {
  return async (name, args) => {
    const kind = name.split(':')[0];
    if (kind === 'callback') return env.CALLBACK.getByName(name).person(args);
    if (kind === 'pool') return env.POOL.getByName(name).person(args);
    if (kind === 'delivery') return env.DELIVERY.getByName(name).person(args);
    if (kind === 'sim') return env.SIM.getByName(name).person(args);
    return null;
  };
}

/**
 * How the account asks the shard that counts a telephone. What other accounts' orders have counted stays: it keeps the
 * person from being rung too often, under a MAC, and is gone within a day.
 */
export function askGuard(env: Env): AskGuard {
  return async (phone, orders, forget) => {
    const names = await guardNames(secretsOf(env), { phone, address: '', account: '', widget: '' });
    const keys = ['phone', 'ring', 'lead'].map((counter) => `${counter}:${names.phone}`);
    const shard = env.GUARD.getByName(`guard:${names.shards.number}`);
    return (await shard.usesOf({ keys, orders: [...orders], forget })).uses;
  };
}
