import { ACCOUNT } from './account-data.ts';
import { AUTH, CALLBACK, DELIVERY, GUARD, POOL, SIMULATOR } from './object-data.ts';
import type { ObjectTables } from './table-data.ts';

/**
 * Where every object keeps what. Each column of each table stands here (`tests/edge/data-map.test.ts` looks), so that
 * nothing of a person is kept in a place that an erasure does not know. docs/privacy.md says it for people.
 */

export type ObjectName = 'account' | 'callback' | 'pool' | 'delivery' | 'simulator' | 'guard' | 'auth';

export const DATA_MAP: Readonly<Record<ObjectName, ObjectTables>> = {
  account: ACCOUNT,
  callback: CALLBACK,
  pool: POOL,
  delivery: DELIVERY,
  simulator: SIMULATOR,
  guard: GUARD,
  auth: AUTH,
};
