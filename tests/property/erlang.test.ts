import { describe, expect, it } from 'vitest';
import { fallbackShare } from '../../edge/domain/pool-size.ts';
import type { PoolConfig } from '../../edge/domain/site-model.ts';
import { leaseOffices } from '../../edge/objects/pool/lease-offices.ts';
import { poolMigrations } from '../../edge/objects/pool/pool-migrations.ts';
import { PoolStore } from '../../edge/objects/pool/pool-store.ts';
import { openNodeSql } from '../support/node-sql.ts';

/**
 * Newcomers at random, each for one hold, against the pool's own store and choice. Erlang B is the best that any
 * pool can do: more fallbacks would mean that a free number was withheld, fewer that one was promised twice.
 */
const ARRIVALS = 200_000;
const HOLD_S = 600;
const POOLS = [
  { numbers: 50, load: 40 },
  { numbers: 20, load: 15 },
  { numbers: 10, load: 10 },
];

/** The share of newcomers that were given the fallback. */
function runPool(numbers: number, load: number, arrivals: number, seed: number): number {
  const store = new PoolStore(
    openNodeSql(poolMigrations.steps) as unknown as ConstructorParameters<typeof PoolStore>[0],
  );
  const config: PoolConfig = {
    account: 'a',
    campaign: 'cmp',
    version: 1,
    active: true,
    sessionS: HOLD_S / 2,
    afterSessionS: HOLD_S / 2,
    restS: 0,
    offices: [
      {
        office: 'off',
        fallback: { e164: '+78000000000', usableFrom: 0 },
        numbers: Array.from({ length: numbers }, (_, i) => ({
          e164: `+7495${1_000_000 + i}`,
          usableFrom: 0,
        })),
      },
    ],
  };
  store.writeConfig(config);
  const random = mulberry32(seed);
  let now = 0;
  let fallbacks = 0;
  for (let i = 0; i < arrivals; i++) {
    now += (-Math.log(1 - random()) * HOLD_S * 1000) / load;
    const args = { account: 'a', campaign: 'cmp', offices: ['off'], session: 's', touch: null, page: '' };
    const answer = leaseOffices(store, config, { ...args, visitor: `v_${i}` }, Math.round(now));
    if (answer.kind === 'answered' && answer.offices[0]?.kind === 'fallback') fallbacks += 1;
  }
  return fallbacks / arrivals;
}

/** A small generator with a seed, so that a run can be repeated. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('a pool under random arrivals', () => {
  it.each(POOLS)(
    'of $numbers numbers under $load erlangs is as good as Erlang B',
    ({ numbers, load }) => {
      const share = runPool(numbers, load, Math.round(ARRIVALS / POOLS.length), 20_261_121);
      expect(Math.abs(share - fallbackShare(load, numbers))).toBeLessThan(0.01);
    },
    60_000,
  );
});
