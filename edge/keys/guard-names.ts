import { type CounterNames, prefixOf } from '../domain/abuse.ts';
import { addressBlock } from '../domain/address-block.ts';
import { encodeBase32 } from './base32.ts';
import { sha256Hex } from './ids.ts';
import type { SecretRing } from './secrets.ts';

/** Fixed for ever: a counter that moved to another shard would begin anew. */
export const GUARD_SHARDS = 64;

/** What an order is counted by, and in which shards (0 to 63). */
export interface GuardNames extends CounterNames {
  shards: { number: number; block: number; account: number };
}

/**
 * Telephones and addresses are counted by their MAC, so that a copy of the counters names nobody. Numbers of one
 * prefix share a shard, and so do an account and its widgets: each is looked at in one step. Once a secret is replaced
 * telephones and addresses are counted anew; money and orders of an account are not.
 */
export async function guardNames(
  secrets: SecretRing,
  { phone, address, account, widget }: { phone: string; address: string; account: string; widget: string },
): Promise<GuardNames> {
  const block = addressBlock(address);
  const [phoneMac, prefixMac, blockMac, accountHash] = await Promise.all([
    secrets.sign('guard', `phone:${phone}`),
    secrets.sign('guard', `prefix:${prefixOf(phone)}`),
    secrets.sign('guard', `block:${block ?? ''}`),
    sha256Hex(account),
  ]);
  return {
    phone: nameOf(phoneMac),
    prefix: nameOf(prefixMac),
    block: block === null ? null : nameOf(blockMac),
    account,
    widget,
    shards: {
      number: shardOf(prefixMac[0]),
      block: shardOf(blockMac[0]),
      account: shardOf(Number.parseInt(accountHash.slice(0, 2), 16)),
    },
  };
}

/** 130 bits: nobody finds two that are the same. */
function nameOf(mac: Uint8Array): string {
  return encodeBase32(mac, 26);
}

function shardOf(byte = 0): number {
  return byte % GUARD_SHARDS;
}
