/**
 * Whether a lease costs the same in a large pool and behind a long history, and a swap with many campaigns. First
 * the store and the decision alone in this process, then the whole objects in workerd. `npm run bench:flat`
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startBenchServer } from './bench-workerd.ts';
import { compareSides } from './compare.ts';
import { aBenchPool, configurePool, leasesFrom, someNumber } from './pool-load.ts';
import { fillHistory, openStorePool, PAST_SEGMENTS } from './store-pool.ts';
import { startSwapServer } from './swap-server.ts';
import { swapsOf } from './swap-site.ts';
import { compareWorks, type Work } from './time-works.ts';

const NUMBERS = [10, 1_000, 10_000];
const HISTORY = 1_000_000;
/** Of the pools whose history is long. */
const HISTORY_NUMBERS = 100;
const START = Date.now();

/** Every number is promised, and the oldest promise ends just when the next visitor comes. */
function grantsIn(numbers: number, history = 0): Work {
  const holdMs = 600_000;
  const pool = openStorePool(aBenchPool(numbers, holdMs / 1000));
  fillHistory(pool, history, numbers, START);
  let turn = 0;
  return () => expectKind(pool.lease(turn, START + Math.ceil((turn++ * holdMs) / numbers)), 'leased');
}

/** Every number is promised, and the visitor gets none. */
function refusalsIn(numbers: number): Work {
  const pool = openStorePool(aBenchPool(numbers, 600));
  for (let turn = 0; turn < numbers; turn++) pool.lease(turn, START);
  let turn = numbers;
  return () => expectKind(pool.lease(turn++, START), 'none');
}

/** All but one of the numbers still rest from another campaign. */
function grantsBesideResting(numbers: number): Work {
  const config = aBenchPool(numbers, 0);
  for (const number of config.offices[0]?.numbers.slice(0, -1) ?? []) number.usableFrom = START + 86_400_000;
  const pool = openStorePool(config);
  let turn = 0;
  return () => expectKind(pool.lease(turn, START + turn++), 'leased');
}

/** Who had a number at a moment, of which nobody had it: half a second after a promise ended. */
function holderQuestions(history: number): Work {
  const pool = openStorePool(aBenchPool(1, 600));
  fillHistory(pool, history, 1, START);
  return () => {
    if (pool.store.holderAt(someNumber(0), START - 250) !== null) throw new Error('there was no holder');
  };
}

function expectKind(answer: ReturnType<ReturnType<typeof openStorePool>['lease']>, kind: string): void {
  const found = answer.kind === 'answered' ? answer.offices[0]?.kind : answer.kind;
  if (found !== kind) throw new Error(`the pool answered ${found}`);
}

async function compareObjects(): Promise<void> {
  const server = await startBenchServer();
  try {
    for (const numbers of NUMBERS) {
      await configurePool(server.port, `/together/n${numbers}`, aBenchPool(numbers, 0));
    }
    await compareSides(
      'Leases of the object by size of the pool',
      NUMBERS.map((numbers) => leasesFrom(`${numbers} numbers`, server.port, `/together/n${numbers}`)),
      { connections: 32 },
    );

    const known = new Set(globSync(join(server.objects, 'together/*.sqlite')));
    await configurePool(server.port, '/together/old', aBenchPool(HISTORY_NUMBERS, 0));
    await server.changeFiles(() => {
      const files = globSync(join(server.objects, 'together/*.sqlite')).filter((name) => !known.has(name));
      const [file] = files;
      if (!file || files.length !== 1) throw new Error(`the object left ${files.length} files`);
      const database = new DatabaseSync(file);
      database.prepare(PAST_SEGMENTS).run(HISTORY, HISTORY_NUMBERS, START);
      database.close();
    });
    await configurePool(server.port, '/together/new', aBenchPool(HISTORY_NUMBERS, 0));
    await compareSides(
      'Leases of the object by its history',
      [
        leasesFrom('no history', server.port, '/together/new'),
        leasesFrom(`${HISTORY} segments`, server.port, '/together/old'),
      ],
      { connections: 32 },
    );
  } finally {
    await server.close();
  }
}

async function compareSwaps(): Promise<void> {
  const server = await startSwapServer();
  try {
    await compareSides(
      'Static swaps by campaigns of the site',
      [
        swapsOf('1 campaign', server.worker, server.sites.one),
        swapsOf('100 campaigns', server.worker, server.sites.hundred),
      ],
      { connections: 32 },
    );
  } finally {
    await server.close();
  }
}

const bySize = (make: (numbers: number) => Work) =>
  NUMBERS.map((numbers) => ({ name: `${numbers} numbers`, work: make(numbers) }));
compareWorks('Store: a number is granted', bySize(grantsIn));
compareWorks('Store: every number is taken', bySize(refusalsIn));
compareWorks('Store: all but one rest from another campaign', bySize(grantsBesideResting));
compareWorks('Store: a number is granted, by history', [
  { name: 'no history', work: grantsIn(HISTORY_NUMBERS) },
  { name: `${HISTORY} segments`, work: grantsIn(HISTORY_NUMBERS, HISTORY) },
]);
compareWorks('Store: who had it, and nobody had', [
  { name: '1000 segments', work: holderQuestions(1_000) },
  { name: '100000 segments', work: holderQuestions(100_000) },
]);
if (!process.argv.includes('--store')) {
  await compareObjects();
  await compareSwaps();
}
