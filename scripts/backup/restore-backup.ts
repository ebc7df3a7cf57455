import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ownVersion } from '../own-version.ts';
import { keyIdsOf } from '../selfhost/key-ids.ts';
import { awaitLeftoverEnd, lockDataFolder } from '../selfhost/lock.ts';
import { listObjectFiles } from '../selfhost/object-files.ts';
import { restoredFile, restoringFolder, writeRestored } from '../selfhost/restored.ts';
import { loadSecrets } from '../selfhost/secrets.ts';
import { UserError } from '../user-error.ts';
import { type BackupManifest, readManifest } from './backup-manifest.ts';
import { hashFile, isSound, syncToDisk } from './copy-database.ts';

export interface RestoreOptions {
  /** The backup. */
  from: string;
  dataDir: string;
  env?: Record<string, string | undefined>;
  onProgress?: (done: number, total: number) => void;
}

export interface RestoreReport {
  manifest: BackupManifest;
  /** Where the data from before lie now; null if there were none. */
  before: string | null;
}

/**
 * Puts a backup in the place of the data of a server that does not run. All files are checked and copied first; then
 * one rename changes the folder, and what was there stays beside it. What follows from a restore (numbers rest, objects
 * are woken) the next start does.
 *
 * @throws UserError if the server runs, the backup is damaged, newer or of another kind, or its secrets are not here
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReport> {
  const { from, dataDir, env = process.env } = options;
  const manifest = readManifest(from, ownVersion());
  refuseStrangeFolders(from, manifest);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = lockDataFolder(dataDir);
  try {
    await awaitLeftoverEnd(dataDir);
    refuseOtherSecrets(options, manifest, env);
    const restoring = restoringFolder(dataDir);
    rmSync(restoring, { recursive: true, force: true });
    await copyChecked(join(from, 'do'), restoring, manifest, options.onProgress);
    return { manifest, before: putInPlace(from, dataDir, manifest) };
  } finally {
    lock.release();
  }
}

function refuseStrangeFolders(from: string, manifest: BackupManifest): void {
  const present = listObjectFiles(join(from, 'do'));
  const strange = present.find(({ kind }) => kind === null);
  if (strange) throw new UserError(`${strange.path} is of a kind of object that this version does not know.`);
  const listed = new Set(manifest.files.map(({ path }) => path));
  const missing = manifest.files.find(({ path }) => !present.some((file) => file.path === path));
  if (missing) throw new UserError(`The backup is damaged: ${missing.path} is missing.`);
  const added = present.find(({ path }) => !listed.has(path));
  if (added) throw new UserError(`The backup is damaged: ${added.path} does not belong to it.`);
}

/** Site keys, tokens and envelopes are worth nothing under other secrets. */
function refuseOtherSecrets(
  { from, dataDir }: RestoreOptions,
  { keyIds, hasSecrets }: BackupManifest,
  env: Record<string, string | undefined>,
): void {
  if (hasSecrets && !env.RINGLET_SECRETS) return;
  const hasOwn = env.RINGLET_SECRETS || existsSync(join(dataDir, 'secrets.json'));
  const own = hasOwn ? keyIdsOf(loadSecrets(dataDir, env).RINGLET_SECRETS) : [];
  const lacking = keyIds.filter((id) => !own.includes(id));
  if (lacking.length === 0) return;
  throw new UserError(
    `The backup ${from} was made under other secrets (${lacking.join(', ')}): put its secrets.json into ${dataDir}, or set RINGLET_SECRETS.`,
  );
}

async function copyChecked(
  source: string,
  target: string,
  { files }: BackupManifest,
  onProgress: RestoreOptions['onProgress'],
): Promise<void> {
  mkdirSync(target, { recursive: true, mode: 0o700 });
  for (const [i, { path, sha256 }] of files.entries()) {
    const copy = join(target, path);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(join(source, path), copy);
    if ((await hashFile(copy)) !== sha256 || !isSound(copy)) {
      rmSync(target, { recursive: true, force: true });
      throw new UserError(`The backup is damaged: ${path} is not what was written.`);
    }
    for (const rest of ['-wal', '-shm']) rmSync(copy + rest, { force: true });
    syncToDisk(copy);
    onProgress?.(i + 1, files.length);
  }
}

/**
 * The note goes first: beside the old data it lets numbers rest for nothing, and the new ones are never there without
 * it. A crash between the two renames leaves `do.restoring`, with which no server starts.
 */
function putInPlace(from: string, dataDir: string, manifest: BackupManifest): string | null {
  const now = Date.now();
  const madeAt = Date.parse(manifest.startedAt);
  writeRestored(dataDir, { madeAt, restoredAt: now, startedAt: null, wokenAt: null });
  syncToDisk(restoredFile(dataDir));
  const target = join(dataDir, 'do');
  const before = existsSync(target) ? join(dataDir, `do.before-${stampOf(now)}`) : null;
  if (before) renameSync(target, before);
  if (manifest.hasSecrets) {
    for (const name of ['secrets.json', 'demo.json']) {
      if (existsSync(join(from, name))) copyFileSync(join(from, name), join(dataDir, name));
    }
  }
  renameSync(restoringFolder(dataDir), target);
  syncToDisk(dataDir);
  return before;
}

function stampOf(at: number): string {
  return new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '');
}
