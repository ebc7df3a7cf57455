import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { PoolConfig } from '../../edge/domain/site-model.ts';
import { leaseOffices } from '../../edge/objects/pool/lease-offices.ts';
import { poolMigrations } from '../../edge/objects/pool/pool-migrations.ts';
import { PoolStore } from '../../edge/objects/pool/pool-store.ts';
import type { LeaseAnswer } from '../../edge/rpc/pool-rpc.ts';
import { type NodeSql, openNodeSql } from '../support/node-sql.ts';
import { makeBenchFolder } from './bench-workerd.ts';
import { aBenchLease } from './pool-load.ts';

/**
 * The store and the decision of a pool in this process, on a database file whose writes are not waited for: the pure
 * cost of a lease. (A database in memory manages its pages in another way and grows dear by itself.)
 */
export interface StorePool {
  store: PoolStore;
  sql: NodeSql;
  /** A lease for the `turn`-th visitor at `now`, epoch ms. */
  lease(turn: number, now: number): LeaseAnswer;
}

const folder = makeBenchFolder();
process.once('exit', () => rmSync(folder, { recursive: true }));
let files = 0;

export function openStorePool(config: PoolConfig): StorePool {
  const database = new DatabaseSync(join(folder, `${files++}.sqlite`));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
  const sql = openNodeSql(poolMigrations.steps, database);
  const store = new PoolStore(sql as unknown as ConstructorParameters<typeof PoolStore>[0]);
  store.writeConfig(config);
  return {
    store,
    sql,
    lease(turn, now) {
      sql.exec('BEGIN');
      const known = store.readConfig();
      if (!known) throw new Error('the pool was not configured');
      const answer = leaseOffices(store, known, aBenchLease(turn), now);
      sql.exec('COMMIT');
      return answer;
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
