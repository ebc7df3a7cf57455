import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { keyIdsOf } from './key-ids.ts';
import { readRestored, writeRestored } from './restored.ts';
import type { ServerSecrets } from './secrets.ts';
import { tendObjects } from './tend-objects.ts';

interface WakeOptions {
  dataDir: string;
  /** Where the server answers. */
  address: string;
  secrets: ServerSecrets;
  onLine: (line: string) => void;
}

const TRY_AGAIN_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Wakes all objects behind the back of a server that has started: those of a backup, whose alarms may be lost, and
 * while an older secret is in the list those that it sealed something for. What a crash cuts off begins anew with the
 * next start.
 */
export function wakeWhereNeeded({ dataDir, address, secrets, onLine }: WakeOptions): {
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  const { signal } = stopping;
  const isRotating = keyIdsOf(secrets.RINGLET_SECRETS).length > 1;
  const wasRestored = readRestored(dataDir)?.wokenAt === null;
  const operatorToken = secrets.RINGLET_OPERATOR_TOKEN;

  async function wake(): Promise<void> {
    for (let pauseMs = TRY_AGAIN_MS; !signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        const folder = join(dataDir, 'do');
        const tended = await tendObjects({ folder, address, operatorToken, reseal: isRotating, signal });
        const restored = readRestored(dataDir);
        if (restored?.wokenAt === null) writeRestored(dataDir, { ...restored, wokenAt: Date.now() });
        const { objects, failed } = tended;
        return onLine(`Woke ${objects} objects${failed.length > 0 ? `; ${failed.length} failed` : ''}.`);
      } catch (error) {
        if (signal.aborted) return;
        onLine(`Not all objects could be woken: ${error instanceof Error ? error.message : error}`);
        await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  const work = isRotating || wasRestored ? wake() : Promise.resolve();
  return {
    async stop() {
      stopping.abort();
      await work;
    },
  };
}
