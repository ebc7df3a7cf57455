import { leadCounters } from '../../domain/abuse.ts';
import { GUARD_WAIT_MS } from '../../domain/limits.ts';
import type { Env } from '../../env.ts';
import { guardNames } from '../../keys/guard-names.ts';
import type { SecretRing } from '../../keys/secrets.ts';
import { logError } from '../../log.ts';
import { askShard } from './reserve-order.ts';
import { within } from './within.ts';

export interface LeadToReserve {
  /** Of the lead: the same one is counted once. */
  id: string;
  /** The telephone or the e-mail address. */
  contact: string;
  /** The client's, empty if it is not known. */
  address: string;
  account: string;
  /** Hash of the widget. */
  widget: string;
}

/**
 * Whether a contact that was left is kept: by how many came from the sender, of the same contact, and at the widget. Nobody
 * is rung for it, so where the guard cannot be reached it is kept.
 */
export async function reserveLead(env: Env, secrets: SecretRing, lead: LeadToReserve): Promise<boolean> {
  return within(GUARD_WAIT_MS, ask(env, secrets, lead)).catch((error: unknown) => {
    logError('guard')(error);
    return true;
  });
}

async function ask(env: Env, secrets: SecretRing, { id, contact, ...from }: LeadToReserve): Promise<boolean> {
  const names = await guardNames(secrets, { phone: contact, ...from });
  const { sender, contact: same, widget } = leadCounters(names);
  const { block, number, account } = names.shards;
  for (const [shard, counters] of [
    [block, sender],
    [number, same],
    [account, widget],
  ] as const) {
    if ((await askShard(env, shard, id, counters)) === 'refused') return false;
  }
  return true;
}
