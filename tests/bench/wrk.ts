import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export interface WrkResult {
  perSecond: number;
  /** What wrk shows: with its own correction, see `correctForWaiting`. ms, ascending. */
  latencies: number[];
}

/** The load of wrk with one thread; null if wrk is not installed. */
export async function runWrk(url: string, connections: number, seconds: number): Promise<WrkResult | null> {
  const script = join(import.meta.dirname, 'wrk-histogram.lua');
  const child = spawn('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const started = await Promise.race([once(child, 'spawn'), once(child, 'error').then(() => null)]);
  if (!started) return null;
  const latencies: number[] = [];
  let perSecond = Number.NaN;
  for (const line of (await text(child.stdout)).split('\n')) {
    const [kind, a, b] = line.split(' ');
    if (kind === 'LATENCY') for (let i = 0; i < Number(b); i++) latencies.push(Number(a) / 1000);
    if (kind === 'TOTAL') perSecond = (Number(a) / Number(b)) * 1e6;
  }
  return { perSecond, latencies: latencies.sort((a, b) => a - b) };
}

/**
 * What wrk makes of measured latencies before it shows them: for an answer that took longer than two usual ones it
 * adds the requests that the same connection would have made meanwhile, each with the wait that was left.
 */
export function correctForWaiting(latencies: readonly number[], connections: number, ms: number): number[] {
  const usual = ms / Math.floor(latencies.length / connections);
  const corrected = [...latencies];
  for (const latency of latencies) {
    if (latency < 2 * usual) continue;
    for (let left = latency - usual; left > usual; left -= usual) corrected.push(left);
  }
  return corrected.sort((a, b) => a - b);
}
