import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listObjectFiles } from '../selfhost/object-files.ts';
import { findWorkerd } from '../selfhost/workerd.ts';
import { type Check, type DoctorPlace, failed, ok, orFailed, warning } from './check.ts';

const run = promisify(execFile);

const LEAST_FREE_BYTES = 200e6;
const FREE_BYTES_TO_WARN = 2e9;
/** Files that are later than now by more than this were written by a clock that has gone back. */
const CLOCK_SLACK_MS = 60_000;

/** What the machine has to offer. */
export async function checkMachine({ dataDir }: Pick<DoctorPlace, 'dataDir'>): Promise<Check[]> {
  return [
    checkNode(process.versions.node),
    await orFailed('workerd', checkWorkerd),
    await orFailed('data', () => checkFolder(dataDir)),
    await orFailed('disk', () => checkDisk(dataDir)),
    await orFailed('clock', () => checkClock(dataDir)),
  ];
}

/** `version` like 24.1.0. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNew = major > 22 || (major === 22 && minor >= 18);
  return isNew ? ok('node', version) : failed('node', `${version}; 22.18 or newer is needed.`);
}

async function checkWorkerd(): Promise<Check> {
  const { stdout } = await run(findWorkerd(), ['--version'], { timeout: 10_000 });
  return ok('workerd', stdout.trim());
}

function checkFolder(dataDir: string): Check {
  if (!existsSync(dataDir)) return warning('data', `${dataDir} is not there yet; the first start makes it.`);
  accessSync(dataDir, constants.R_OK | constants.W_OK);
  const mode = statSync(dataDir).mode & 0o777;
  if (mode & 0o077) {
    return warning('data', `${dataDir} can be read by other users of the machine: chmod 700 ${dataDir}`);
  }
  const files = listObjectFiles(join(dataDir, 'do'));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return ok('data', `${dataDir}, ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`);
}

function checkDisk(dataDir: string): Check {
  const { bavail, bsize } = statfsSync(existsSync(dataDir) ? dataDir : '.');
  const free = bavail * bsize;
  const text = `${(free / 1e9).toFixed(1)} GB free`;
  if (free < LEAST_FREE_BYTES) return failed('disk', `${text}: nothing more can be stored soon.`);
  return free < FREE_BYTES_TO_WARN ? warning('disk', `${text}.`) : ok('disk', text);
}

async function checkClock(dataDir: string): Promise<Check> {
  const now = Date.now();
  const late = listObjectFiles(join(dataDir, 'do')).find(
    ({ path }) => statSync(join(dataDir, 'do', path)).mtimeMs > now + CLOCK_SLACK_MS,
  );
  if (late)
    return failed(
      'clock',
      'It has gone back: data were written later than now. Time stands still meanwhile.',
    );
  const synchronised = await run('timedatectl', ['show', '-p', 'NTPSynchronized', '--value'], {
    timeout: 5000,
  })
    .then(({ stdout }) => stdout.trim())
    .catch(() => ''); // no systemd here
  if (synchronised === 'no') return warning('clock', 'It is not set by the network (NTP): leases go by it.');
  return ok('clock', new Date(now).toISOString());
}
