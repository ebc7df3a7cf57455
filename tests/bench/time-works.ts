import { median } from './compare.ts';

/** Something that is done once per call. */
export type Work = () => void;

const ROUNDS = 21;
const ROUND_MS = 40;

/** Does each work in turn for a while, round after round, and prints the medians and their ratio to the first. */
export function compareWorks(title: string, works: readonly { name: string; work: Work }[]): void {
  const runs = works.map(({ name, work }) => ({ name, work, times: [] as number[], ratios: [] as number[] }));
  for (let round = -1; round < ROUNDS; round++) {
    for (const run of runs) {
      const time = timeWork(run.work);
      if (round < 0) continue;
      run.times.push(time);
      run.ratios.push(time / (runs[0]?.times[round] ?? Number.NaN));
    }
  }
  console.log(`\n${title}: medians of ${ROUNDS} rounds of ${ROUND_MS} ms\n`);
  console.log('| | µs | ratio |');
  console.log('| --- | --- | --- |');
  for (const { name, times, ratios } of runs) {
    console.log(`| ${name} | ${median(times).toFixed(1)} | ${median(ratios).toFixed(2)} |`);
  }
}

/** Microseconds of one call. */
function timeWork(work: Work): number {
  const from = performance.now();
  let count = 0;
  while (performance.now() - from < ROUND_MS) {
    work();
    count++;
  }
  return ((performance.now() - from) * 1000) / count;
}
