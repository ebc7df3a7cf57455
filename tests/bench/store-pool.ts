import type { PoolConfig } from '../../edge/domain/site-model.ts';
import { leaseOffices } from '../../edge/objects/pool/lease-offices.ts';
import { poolMigrations } from '../../edge/objects/pool/pool-migrations.ts';
import { PoolStore } from '../../edge/objects/pool/pool-store.ts';
import type { LeaseAnswer } from '../../edge/rpc.ts';
import { type NodeSql, openNodeSql } from '../support/node-sql.ts';
import { aBenchLease } from './pool-load.ts';

/** The store and the decision of a pool in this process, without disk and network: the pure cost of a lease. */
export interface StorePool {
  store: PoolStore;
  sql: NodeSql;
  /** A lease for the `turn`-th visitor at `now`, epoch ms. */
  lease(turn: number, now: number): LeaseAnswer;
}

export function openStorePool(config: PoolConfig): StorePool {
  const sql = openNodeSql(poolMigrations.steps);
  const store = new PoolStore(sql as unknown as ConstructorParameters<typeof PoolStore>[0]);
  store.writeConfig(config);
  return {
    store,
    sql,
    lease(turn, now) {
      const known = store.readConfig();
      if (!known) throw new Error('the pool was not configured');
      return leaseOffices(store, known, aBenchLease(turn), now);
    },
  };
}

/** Puts `count` past segments behind a pool of `numbers` numbers, one a second, the last one just before `now`. */
export const PAST_SEGMENTS = `
  WITH RECURSIVE past (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM past WHERE i < ?1)
  INSERT INTO segments (number, office, visitor, session, touch, page, from_at, until_at, fence)
  SELECT printf('+7495%07d', i % ?2), 'off', 'v_' || lower(hex(randomblob(11))), 's_' || lower(hex(randomblob(11))),
    NULL, 'https://shop.example/kitchens/?utm_source=yandex', ?3 - (?1 - i + 1) * 1000, ?3 - (?1 - i) * 1000 - 500, i
  FROM past`;

export function fillHistory({ sql }: StorePool, count: number, numbers: number, now: number): void {
  sql.exec(PAST_SEGMENTS, count, numbers, now);
}
