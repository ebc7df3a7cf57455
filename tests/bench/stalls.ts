import { readdirSync, readFileSync } from 'node:fs';
import { driveLoad, type LoadOptions, type LoadTarget } from './load-generator.ts';

/** A time in which no connection had an answer, and what everybody did in it, ms. */
export interface Stall {
  ms: number;
  /** The server's busiest thread: it ran, or it was ready to run and had no core. The rest it slept. */
  ran: number;
  waited: number;
  /** The load generator was ready to run and had no core. */
  generatorWaited: number;
  /** Of both cores together, taken by other machines of the same host. */
  stolen: number;
}

interface Sample {
  at: number;
  threads: Map<string, { ran: number; waited: number }>;
  generatorWaited: number;
  stolen: number;
}

const SAMPLE_MS = 5;

/** Puts load on a server and watches what stops it for `leastMs` or longer; nothing is seen but on Linux. */
export async function watchStalls(
  target: LoadTarget,
  options: LoadOptions,
  pid: number,
  leastMs: number,
): Promise<Stall[]> {
  const stalls: Stall[] = [];
  if (process.platform !== 'linux') return stalls;
  let samples = [takeSample(pid)];
  let answeredAt = performance.now();
  const timer = setInterval(() => samples.push(takeSample(pid)), SAMPLE_MS);
  const isRight = (answer: string): boolean => {
    const now = performance.now();
    if (now - answeredAt >= leastMs) {
      const before = samples.findLast(({ at }) => at <= answeredAt) ?? samples[0];
      if (before) stalls.push(describeStall(before, takeSample(pid), now - answeredAt));
    }
    answeredAt = now;
    if (samples.length > 20) samples = samples.slice(-2);
    return target.isRight(answer);
  };
  try {
    await driveLoad({ ...target, isRight }, options);
  } finally {
    clearInterval(timer);
  }
  return stalls;
}

function describeStall(before: Sample, after: Sample, ms: number): Stall {
  const threads = [...after.threads].map(([id, { ran, waited }]) => {
    const earlier = before.threads.get(id);
    return { ran: ran - (earlier?.ran ?? 0), waited: waited - (earlier?.waited ?? 0) };
  });
  const busiest = threads.reduce((a, b) => (b.ran + b.waited > a.ran + a.waited ? b : a));
  return {
    ms,
    ...busiest,
    generatorWaited: after.generatorWaited - before.generatorWaited,
    stolen: after.stolen - before.stolen,
  };
}

function takeSample(pid: number): Sample {
  const threads = new Map<string, { ran: number; waited: number }>();
  for (const id of readdirSync(`/proc/${pid}/task`)) threads.set(id, readThread(`/proc/${pid}/task/${id}`));
  return {
    at: performance.now(),
    threads,
    generatorWaited: readThread('/proc/self').waited,
    // A tick is 10 ms; the eighth figure is the stolen time.
    stolen: Number(/^cpu .*/.exec(readFileSync('/proc/stat', 'utf8'))?.[0].split(/\s+/)[8]) * 10,
  };
}

function readThread(folder: string): { ran: number; waited: number } {
  const [ran = 0, waited = 0] = readFileSync(`${folder}/schedstat`, 'utf8')
    .split(' ')
    .map((ns) => Number(ns) / 1e6);
  return { ran, waited };
}
