import { setTimeout as delay } from 'node:timers/promises';
import type { Workerd } from './workerd.ts';

export interface Supervisor {
  /** The pid of the present process, or null between two. */
  pid(): number | null;
  /** Ends the process in order, and keeps it ended. */
  stop(): Promise<void>;
  /** Ends the process at once, and keeps it ended. */
  kill9(): Promise<void>;
}

export interface SupervisorEvents {
  /** It died and is being started again. */
  onRestart(reason: string): void;
  /** It died too often; nothing is started any more. */
  onGiveUp(reason: string): void;
}

const SOUND_AFTER_MS = 10_000;
const MAX_QUICK_DEATHS = 5;

/**
 * Starts workerd, and again whenever it dies by itself, each time after a longer pause. A process that lived for
 * 10 s counts as sound; the fifth in a row that did not is the last.
 *
 * @throws what `start` throws the first time
 */
export async function superviseWorkerd(
  start: () => Promise<Workerd>,
  events: SupervisorEvents,
): Promise<Supervisor> {
  let current: Workerd | null = await start();
  const stopping = new AbortController();
  const { signal } = stopping;

  async function keepAlive(): Promise<void> {
    let quickDeaths = 0;
    while (!signal.aborted) {
      const since = performance.now();
      const how = current ? await current.ended : 'it could not start';
      current = null;
      if (signal.aborted) return;
      quickDeaths = performance.now() - since < SOUND_AFTER_MS ? quickDeaths + 1 : 1;
      if (quickDeaths >= MAX_QUICK_DEATHS) {
        return events.onGiveUp(
          `workerd ended ${MAX_QUICK_DEATHS} times in a row (${how}); see what it printed.`,
        );
      }
      events.onRestart(`workerd ended (${how}); starting it again`);
      await delay(100 * 2 ** quickDeaths, undefined, { signal });
      current = await start().catch((error: unknown) => {
        events.onRestart(error instanceof Error ? error.message : String(error));
        return null;
      });
    }
  }

  const loop = keepAlive().catch((error: unknown) => {
    if (!signal.aborted) throw error; // an aborted pause is how a stop reaches it
  });

  async function end(how: (workerd: Workerd) => Promise<void>): Promise<void> {
    stopping.abort();
    if (current) await how(current);
    await loop;
    if (current) await how(current); // a start that was under way when the order to stop came
  }

  return {
    pid: () => current?.pid ?? null,
    stop: () => end((workerd) => workerd.stop()),
    kill9: () => end((workerd) => workerd.kill9()),
  };
}
