import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../user-error.ts';
import { writePrivateJson } from './secrets.ts';

/**
 * Beside data that come from a backup: nobody knows what was promised since it was made, so every number rests before
 * it is given out again, and every object has to be woken once. Instants are epoch ms.
 */
export interface Restored {
  /** When the backup was made, and when it was put in place. */
  madeAt: number;
  restoredAt: number;
  /** The first start on these data; null before. */
  startedAt: number | null;
  /** All objects have been woken since; null before. */
  wokenAt: number | null;
}

export function restoredFile(dataDir: string): string {
  return join(dataDir, 'restored.json');
}

/** A folder of objects that is being put together; it becomes `do` by one rename. */
export function restoringFolder(dataDir: string): string {
  return join(dataDir, 'do.restoring');
}

export function readRestored(dataDir: string): Restored | null {
  const file = restoredFile(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Restored) : null;
}

export function writeRestored(dataDir: string, restored: Restored): void {
  writePrivateJson(restoredFile(dataDir), restored);
}

/**
 * What the server has to know of a restore: notes the first start.
 *
 * @throws UserError if a restore was cut off half way, when a start would begin with nothing
 */
export function startRestored(dataDir: string, now: number): Restored | null {
  if (existsSync(restoringFolder(dataDir))) {
    throw new UserError(
      `A restore into ${dataDir} was cut off. Run it again; or to go on with the data from before, remove do.restoring and, if there is no folder do, rename the newest do.before-… to do.`,
    );
  }
  const restored = readRestored(dataDir);
  if (restored === null || restored.startedAt !== null) return restored;
  const started = { ...restored, startedAt: now };
  writeRestored(dataDir, started);
  return started;
}
