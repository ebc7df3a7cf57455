/**
 * The slowest answers of hello at 32 connections, of workerd and of Node, as two load generators see them: the one of
 * these benches and, if it is installed, wrk. `npm run bench:tail`
 */
import { readFileSync } from 'node:fs';
import { startBenchServer } from './bench-workerd.ts';
import { median } from './compare.ts';
import { driveLoad, percentile, renderGet } from './load-generator.ts';
import { startNodeServer } from './node-server.ts';
import { type Stall, watchStalls } from './stalls.ts';
import { correctForWaiting, runWrk } from './wrk.ts';

const CONNECTIONS = 32;
const ROUNDS = 4;
const MS = 3_000;
/** Nobody is answered for so long, ms. */
const STALL_MS = 20;
/** Upper edges of the histogram, ms. */
const EDGES = [1, 2, 4, 8, 16, 32, 64, 128, Number.POSITIVE_INFINITY];

/** Round by round; latencies in ms, ascending. */
type Rounds = { perSecond: number; latencies: number[]; waitedShare: number }[];

/** Runs `work`; tells which share of that time the process was ready to run and had no core (Linux tells, else NaN). */
async function measureWaiting<T>(
  pid: number,
  work: () => Promise<T>,
): Promise<{ result: T; waitedShare: number }> {
  const [from, waitedBefore] = [performance.now(), readWaitedMs(pid)];
  const result = await work();
  return { result, waitedShare: (readWaitedMs(pid) - waitedBefore) / (performance.now() - from) };
}

/** Of the first thread, which serves the requests. */
function readWaitedMs(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
}

const [workerd, node] = [await startBenchServer(), await startNodeServer()];
const seen = new Map<string, Rounds>();
const stalls = new Map<string, Stall[]>();
function keep(name: string, round: Rounds[number]): void {
  seen.set(name, [...(seen.get(name) ?? []), round]);
}

try {
  for (let round = -1; round < ROUNDS; round++) {
    for (const [server, { port, pid }] of Object.entries({ workerd, Node: node })) {
      const target = { port, makeRequest: () => renderGet('/hello'), isRight: () => true };
      const own = await measureWaiting(pid, () => driveLoad(target, { connections: CONNECTIONS, ms: MS }));
      const wrk = await measureWaiting(pid, () =>
        runWrk(`http://127.0.0.1:${port}/hello`, CONNECTIONS, MS / 1000),
      );
      const stalled = await watchStalls(target, { connections: CONNECTIONS, ms: MS }, pid, STALL_MS);
      if (round < 0) continue; // the first round warms up
      stalls.set(server, [...(stalls.get(server) ?? []), ...stalled]);
      const { result, waitedShare } = own;
      const corrected = correctForWaiting(result.latencies, CONNECTIONS, MS);
      keep(`${server}, own`, { ...result, waitedShare });
      keep(`${server}, own, corrected as wrk does`, { ...result, latencies: corrected, waitedShare });
      if (wrk.result) keep(`${server}, wrk`, { ...wrk.result, waitedShare: wrk.waitedShare });
    }
  }
} finally {
  await workerd.close();
  await node.close();
}

console.log(`\nHello: ${CONNECTIONS} connections, ${ROUNDS} rounds of ${MS} ms; medians of the rounds\n`);
console.log('| | answers/s | p50, ms | p99, ms | p99.9, ms | slowest, ms | waited for a core |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const [name, rounds] of seen) {
  const at = (share: number) =>
    median(rounds.map(({ latencies }) => percentile(latencies, share))).toFixed(2);
  const perSecond = median(rounds.map((round) => round.perSecond)).toFixed(0);
  const waited = `${(median(rounds.map((round) => round.waitedShare)) * 100).toFixed(0)} %`;
  console.log(`| ${name} | ${perSecond} | ${at(0.5)} | ${at(0.99)} | ${at(0.999)} | ${at(1)} | ${waited} |`);
}

console.log('\nOf a hundred thousand answers, so many took up to (ms):\n');
console.log(`| | ${EDGES.map((edge) => (Number.isFinite(edge) ? edge : 'more')).join(' | ')} |`);
console.log(`| --- |${' --- |'.repeat(EDGES.length)}`);
for (const [name, rounds] of seen) {
  const all = rounds.flatMap(({ latencies }) => latencies);
  const counts = EDGES.map((edge, i) => {
    const from = EDGES[i - 1] ?? 0;
    return all.filter((latency) => latency > from && latency <= edge).length;
  });
  console.log(
    `| ${name} | ${counts.map((count) => Math.round((count * 100_000) / all.length)).join(' | ')} |`,
  );
}

console.log(`\nThe longest of the times in which nobody was answered for ${STALL_MS} ms or more, ms:\n`);
console.log(
  '| | of | lasted | the server ran | waited for a core | the generator waited for a core | stolen |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const [server, all] of stalls) {
  for (const stall of all.toSorted((a, b) => b.ms - a.ms).slice(0, 5)) {
    const row = [stall.ms, stall.ran, stall.waited, stall.generatorWaited, stall.stolen];
    console.log(`| ${server} | ${all.length} | ${row.map((ms) => ms.toFixed(0)).join(' | ')} |`);
  }
}
