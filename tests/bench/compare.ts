import { readdirSync, readFileSync } from 'node:fs';
import { driveLoad, type LoadTarget, percentile } from './load-generator.ts';

/** One row of a comparison. */
export interface Side extends LoadTarget {
  name: string;
}

export interface CompareOptions {
  connections: number;
  /** Each side once per round. */
  rounds?: number;
  /** Of one side in one round. */
  ms?: number;
  /** The process that all sides are in: tells the processor time that it takes for an answer (Linux). */
  pid?: number;
}

/**
 * Puts the same load on each side in turn, round after round, and prints a table. The ratio of a round is the side's
 * answers per second over those of the first side in that round, so that what slows the machine slows both. With `pid`
 * the table ends with the processor time of one answer, which other processes disturb less, and the first side's over it.
 *
 * @throws Error with the first answer that is not the one that is being measured
 */
export async function compareSides(title: string, sides: readonly Side[], options: CompareOptions) {
  const { connections, rounds = 7, ms = 2_000, pid } = options;
  const runs = sides.map((side) => ({
    side,
    turn: 0,
    perSecond: [] as number[],
    ratios: [] as number[],
    latencies: [] as number[],
    cpuUs: [] as number[],
  }));
  for (let round = -1; round < rounds; round++) {
    for (const run of runs) {
      // The round before the first warms up and is not counted.
      const load = { connections, ms: round < 0 ? 1_000 : ms, firstTurn: run.turn };
      const cpuBefore = readCpuUs(pid);
      const { perSecond, latencies, nextTurn } = await driveLoad(run.side, load);
      run.turn = nextTurn;
      if (round < 0) continue;
      run.cpuUs.push((readCpuUs(pid) - cpuBefore) / latencies.length);
      run.perSecond.push(perSecond);
      run.ratios.push(perSecond / (runs[0]?.perSecond[round] ?? Number.NaN));
      run.latencies.push(...latencies);
    }
  }
  console.log(`\n${title}: ${connections} connections, ${rounds} rounds of ${ms} ms each\n`);
  const cpuHead = pid === undefined ? '' : ' CPU, µs | ratio |';
  console.log(`| | answers/s | p50, ms | p99, ms | ratio | least | most |${cpuHead}`);
  console.log(`| --- | --- | --- | --- | --- | --- | --- |${cpuHead.replace(/[^|]+/g, ' --- ')}`);
  for (const { side, perSecond, ratios, latencies, cpuUs } of runs) {
    latencies.sort((a, b) => a - b);
    const row = [
      side.name,
      median(perSecond).toFixed(0),
      percentile(latencies, 0.5).toFixed(2),
      percentile(latencies, 0.99).toFixed(2),
      median(ratios).toFixed(2),
      Math.min(...ratios).toFixed(2),
      Math.max(...ratios).toFixed(2),
    ];
    if (pid !== undefined) {
      const cpuRatios = cpuUs.map((us, round) => (runs[0]?.cpuUs[round] ?? Number.NaN) / us);
      row.push(median(cpuUs).toFixed(1), median(cpuRatios).toFixed(2));
    }
    console.log(`| ${row.join(' | ')} |`);
  }
}

/** What all threads of a process have had of the processors so far, µs. */
function readCpuUs(pid: number | undefined): number {
  if (pid === undefined || process.platform !== 'linux') return Number.NaN;
  const threads = readdirSync(`/proc/${pid}/task`);
  const ns = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return ns.reduce((sum, each) => sum + each, 0) / 1000;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
