import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../user-error.ts';

/** Holds the data folder for one launcher; the kernel frees it with the process, however that ends. */
export interface DataLock {
  /** Frees it; again does nothing. */
  release(): void;
}

/**
 * Two workerd on one folder are not refused by workerd itself and would answer from different memories, so the
 * launcher holds an exclusive transaction on `<data>/lock.sqlite`. Not for network file systems.
 *
 * @throws UserError naming the process that has the folder
 */
export function lockDataFolder(dataDir: string): DataLock {
  mkdirSync(join(dataDir, 'run'), { recursive: true });
  const database = new DatabaseSync(join(dataDir, 'lock.sqlite'), { timeout: 0 });
  try {
    database.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    const launcher = readPid(launcherPidFile(dataDir));
    if (!(error instanceof Error) || !/locked|busy/.test(error.message)) throw error;
    throw new UserError(
      `The data folder ${dataDir} is in use by another Ringlet server${launcher === null ? '' : ` (process ${launcher})`}. ` +
        'Stop that one first, or choose another folder with --data.',
    );
  }
  writeFileSync(launcherPidFile(dataDir), `${process.pid}\n`);
  return {
    release: () => {
      if (database.isOpen) database.close();
    },
  };
}

/**
 * A launcher that was killed outright leaves workerd to its watchdog, which needs up to 4 s. Waits for that.
 *
 * @throws UserError naming the process if it is still there afterwards
 */
export async function awaitLeftoverEnd(dataDir: string, timeoutMs = 6000): Promise<void> {
  const pid = readPid(workerdPidFile(dataDir));
  const giveUpAt = performance.now() + timeoutMs;
  while (pid !== null && isWorkerdOf(pid, dataDir)) {
    if (performance.now() > giveUpAt) {
      throw new UserError(
        `The data folder ${dataDir} is still in use by a workerd that lost its launcher (process ${pid}, from run/workerd.pid). ` +
          `End it with: kill ${pid}`,
      );
    }
    await delay(50);
  }
}

export function workerdPidFile(dataDir: string): string {
  return join(dataDir, 'run', 'workerd.pid');
}

function launcherPidFile(dataDir: string): string {
  return join(dataDir, 'run', 'launcher.pid');
}

function readPid(file: string): number | null {
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8'));
  return Number.isInteger(pid) && pid > 1 ? pid : null;
}

// The number may have passed to a stranger, so where the system tells, the command line must name our folder.
function isWorkerdOf(pid: number, dataDir: string): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  if (!existsSync('/proc/self/cmdline')) return true;
  try {
    const text = readFileSync(commandLine, 'utf8');
    // A process that is ending loses its command line before its port, and has neither once it is a zombie.
    if (text === '') return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return text.includes(join(dataDir, 'run', 'config.capnp'));
  } catch {
    return false; // it ended between the two looks
  }
}
