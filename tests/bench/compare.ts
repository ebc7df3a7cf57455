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
}

/**
 * Puts the same load on each side in turn, round after round, and prints a table. The ratio of a round is the side's
 * answers per second over those of the first side in that round, so that what slows the machine slows both.
 *
 * @throws Error with the first answer that is not the one that is being measured
 */
export async function compareSides(title: string, sides: readonly Side[], options: CompareOptions) {
  const { connections, rounds = 7, ms = 2_000 } = options;
  const runs = sides.map((side) => ({
    side,
    turn: 0,
    perSecond: [] as number[],
    ratios: [] as number[],
    latencies: [] as number[],
  }));
  for (let round = -1; round < rounds; round++) {
    for (const run of runs) {
      // The round before the first warms up and is not counted.
      const load = { connections, ms: round < 0 ? 1_000 : ms, firstTurn: run.turn };
      const { perSecond, latencies, nextTurn } = await driveLoad(run.side, load);
      run.turn = nextTurn;
      if (round < 0) continue;
      run.perSecond.push(perSecond);
      run.ratios.push(perSecond / (runs[0]?.perSecond[round] ?? Number.NaN));
      run.latencies.push(...latencies);
    }
  }
  console.log(`\n${title}: ${connections} connections, ${rounds} rounds of ${ms} ms each\n`);
  console.log('| | answers/s | p50, ms | p99, ms | ratio | least | most |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const { side, perSecond, ratios, latencies } of runs) {
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
    console.log(`| ${row.join(' | ')} |`);
  }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
