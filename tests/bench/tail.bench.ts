/**
 * The slowest answers of hello at 32 connections, of workerd and of Node, as two load generators see them: the one of
 * these benches and, if it is installed, wrk. `npm run bench:tail`
 */
import { startBenchServer } from './bench-workerd.ts';
import { median } from './compare.ts';
import { driveLoad, percentile, renderGet } from './load-generator.ts';
import { startNodeServer } from './node-server.ts';
import { correctForWaiting, runWrk } from './wrk.ts';

const CONNECTIONS = 32;
const ROUNDS = 5;
const MS = 4_000;
/** Upper edges of the histogram, ms. */
const EDGES = [1, 2, 4, 8, 16, 32, 64, 128, Number.POSITIVE_INFINITY];

/** Round by round: answers per second, and latencies in ms, ascending. */
type Rounds = { perSecond: number; latencies: number[] }[];

const [workerd, node] = [await startBenchServer(), await startNodeServer()];
const seen = new Map<string, Rounds>();
function keep(name: string, perSecond: number, latencies: number[]): void {
  seen.set(name, [...(seen.get(name) ?? []), { perSecond, latencies }]);
}

try {
  for (let round = -1; round < ROUNDS; round++) {
    for (const [server, port] of [['workerd', workerd.port] as const, ['Node', node.port] as const]) {
      const target = { port, makeRequest: () => renderGet('/hello'), isRight: () => true };
      const own = await driveLoad(target, { connections: CONNECTIONS, ms: MS });
      const wrk = await runWrk(`http://127.0.0.1:${port}/hello`, CONNECTIONS, MS / 1000);
      if (round < 0) continue; // the first round warms up
      keep(`${server}, own`, own.perSecond, own.latencies);
      keep(
        `${server}, own, corrected as wrk does`,
        own.perSecond,
        correctForWaiting(own.latencies, CONNECTIONS, MS),
      );
      if (wrk) keep(`${server}, wrk`, wrk.perSecond, wrk.latencies);
    }
  }
} finally {
  await workerd.close();
  await node.close();
}

console.log(`\nHello: ${CONNECTIONS} connections, ${ROUNDS} rounds of ${MS} ms; medians of the rounds\n`);
console.log('| | answers/s | p50, ms | p99, ms | p99.9, ms | slowest, ms |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const [name, rounds] of seen) {
  const at = (share: number) =>
    median(rounds.map(({ latencies }) => percentile(latencies, share))).toFixed(2);
  const perSecond = median(rounds.map((round) => round.perSecond)).toFixed(0);
  console.log(`| ${name} | ${perSecond} | ${at(0.5)} | ${at(0.99)} | ${at(0.999)} | ${at(1)} |`);
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
