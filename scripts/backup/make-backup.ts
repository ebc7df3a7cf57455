import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ownVersion } from '../own-version.ts';
import { keyIdsOf } from '../selfhost/key-ids.ts';
import { listObjectFiles } from '../selfhost/object-files.ts';
import { type RunningPlace, readRunningPlace, tryLock } from '../selfhost/running-place.ts';
import { loadSecrets } from '../selfhost/secrets.ts';
import { UserError } from '../user-error.ts';
import { type BackupFile, type BackupManifest, FORMAT_VERSION, MANIFEST } from './backup-manifest.ts';
import { copyDatabase, hashFile, isSound, syncToDisk } from './copy-database.ts';
import { type Hold, holdFacts } from './hold-facts.ts';

export interface BackupOptions {
  dataDir: string;
  /** A folder that is not there yet. */
  target: string;
  /** Copies the secrets too: whoever has the backup is then the server. */
  withSecrets?: boolean;
  /** Hashes the rows of every object at the instant of its copy. */
  withRows?: boolean;
  env?: Record<string, string | undefined>;
  /** Waited for after each file. */
  onProgress?: (done: number, total: number) => void | Promise<void>;
}

/** Files that are the server's and no object's, and tell secrets. */
const SECRET_FILES = ['secrets.json', 'demo.json'];

/**
 * Copies the data of a server, running or not, into a folder of its own. Each file is one instant of its object; facts
 * between objects stand still meanwhile. The folder has its name only once it is whole.
 *
 * @throws UserError in plain words
 */
export async function makeBackup(options: BackupOptions): Promise<BackupManifest> {
  const { dataDir, target, env = process.env } = options;
  const source = join(dataDir, 'do');
  if (!existsSync(source)) throw new UserError(`${dataDir} has no data of a server.`);
  if (existsSync(target)) throw new UserError(`${target} is there already. Name a folder that is not.`);
  const part = `${target}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(join(part, 'do'), { recursive: true, mode: 0o700 });
  const secrets = loadSecrets(dataDir, env);
  const lock = tryLock(dataDir);
  const place = lock === null ? readRunningPlace(dataDir) : null;
  const startedAt = new Date().toISOString();
  const hold = place ? await holdFacts(place.address, secrets.RINGLET_OPERATOR_TOKEN) : null;
  let files: BackupFile[];
  try {
    files = await copyAll(source, join(part, 'do'), hold, options);
  } finally {
    await hold?.release();
    lock?.release();
  }
  for (const file of files) await seal(join(part, 'do', file.path), file);
  const manifest: BackupManifest = {
    format: 'ringlet-backup',
    formatVersion: FORMAT_VERSION,
    version: ownVersion(),
    startedAt,
    endedAt: new Date().toISOString(),
    origin: (place as RunningPlace | null)?.origin ?? null,
    isWhole: hold?.isWhole() ?? true,
    keyIds: keyIdsOf(secrets.RINGLET_SECRETS),
    hasSecrets: options.withSecrets ?? false,
    files,
  };
  if (options.withSecrets) copySecrets(dataDir, part, secrets);
  writeFileSync(join(part, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  syncToDisk(join(part, MANIFEST));
  renameSync(part, target);
  syncToDisk(dirname(target));
  return manifest;
}

/** The lists of alarms first: an alarm too many does nothing, and one too few is set again when its object wakes. */
async function copyAll(
  source: string,
  target: string,
  hold: Hold | null,
  { withRows = false, onProgress }: BackupOptions,
): Promise<BackupFile[]> {
  const found = listObjectFiles(source);
  const ordered = [...found.filter(({ id }) => id === null), ...found.filter(({ id }) => id !== null)];
  const files: BackupFile[] = [];
  for (const { path } of ordered) {
    await hold?.renew();
    mkdirSync(dirname(join(target, path)), { recursive: true });
    const { rows } = await copyDatabase(join(source, path), join(target, path), { rows: withRows });
    files.push({ path, bytes: 0, sha256: '', rows });
    await onProgress?.(files.length, ordered.length);
  }
  return files;
}

/** After the copying, when nobody waits any more. @throws Error if the copy is not whole */
async function seal(path: string, file: BackupFile): Promise<void> {
  if (!isSound(path)) throw new Error(`the copy of ${file.path} is not whole`);
  for (const rest of ['-wal', '-shm', '-journal']) rmSync(path + rest, { force: true });
  syncToDisk(path);
  file.bytes = statSync(path).size;
  file.sha256 = await hashFile(path);
}

function copySecrets(dataDir: string, part: string, secrets: object): void {
  for (const name of SECRET_FILES) {
    if (existsSync(join(dataDir, name))) copyFileSync(join(dataDir, name), join(part, name));
  }
  // Those that came from the environment as well: without them the backup would not be whole.
  const stored = existsSync(join(part, 'secrets.json'))
    ? (JSON.parse(readFileSync(join(part, 'secrets.json'), 'utf8')) as object)
    : {};
  writeFileSync(join(part, 'secrets.json'), `${JSON.stringify({ ...stored, ...secrets }, null, 2)}\n`, {
    mode: 0o600,
  });
}
