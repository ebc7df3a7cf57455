import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../user-error.ts';
import { type DataLock, lockDataFolder } from './lock.ts';

/** Where the server of a data folder is reached. */
export interface RunningPlace {
  /** From this machine. */
  address: string;
  /** From the outside world. */
  origin: string;
}

/** Leaves it for the commands that talk to the server: they know the folder, and not the port. */
export function writeRunningPlace(dataDir: string, place: RunningPlace): void {
  writeFileSync(fileOf(dataDir), JSON.stringify(place), { mode: 0o600 });
}

/** @throws UserError if no server has said where it is */
export function readRunningPlace(dataDir: string): RunningPlace {
  if (!existsSync(fileOf(dataDir))) {
    throw new UserError(`The data folder ${dataDir} is in use, and its server has not said where it is.`);
  }
  return JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as RunningPlace;
}

/** The lock of a data folder, or null while a server has it. */
export function tryLock(dataDir: string): DataLock | null {
  try {
    return lockDataFolder(dataDir);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'run', 'place.json');
}
