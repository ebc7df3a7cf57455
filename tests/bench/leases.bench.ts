/**
 * Leases that arrive together in one transaction, as `NumberPoolObject` takes them, beside the same lease in one
 * transaction each; and beside Node + Hono + node:sqlite. All three use the pool's own store and decision and have
 * the promise on the disk before they answer. `npm run bench:leases`
 */
import { startBenchServer } from './bench-workerd.ts';
import { compareSides } from './compare.ts';
import { startNodeServer } from './node-server.ts';
import { aBenchPool, configurePool, leasesFrom } from './pool-load.ts';

/** More than are promised at a time, so that each visitor gets one: a promise is of one second. */
const NUMBERS = 20_000;

const workerd = await startBenchServer();
const node = await startNodeServer();
try {
  const config = aBenchPool(NUMBERS, 1);
  await configurePool(workerd.port, '/alone/pool', config);
  await configurePool(workerd.port, '/together/pool', config);
  await configurePool(node.port, '/pool', config);
  const sides = [
    leasesFrom('workerd, one transaction each', workerd.port, '/alone/pool'),
    leasesFrom('workerd, together', workerd.port, '/together/pool'),
    leasesFrom('Node + Hono + node:sqlite', node.port, '/pool'),
  ];
  for (const connections of [32, 8, 1]) await compareSides('Leases', sides, { connections });
} finally {
  await workerd.close();
  await node.close();
}
