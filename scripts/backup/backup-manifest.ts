import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../user-error.ts';

/** What a backup says of itself, in `manifest.json`. */
export interface BackupManifest {
  format: 'ringlet-backup';
  /** Of this description. */
  formatVersion: number;
  /** Of the program that made it. */
  version: string;
  /** ISO 8601, when the copying began and ended. */
  startedAt: string;
  endedAt: string;
  /** Of the origin that the server was reached by; null if it was not running. */
  origin: string | null;
  /** Facts between objects were held while it was made: no fact is lost between two of its files. */
  isWhole: boolean;
  /** Names of the secrets that are needed to use it, newest first; the secrets themselves stand in it only if asked for. */
  keyIds: string[];
  hasSecrets: boolean;
  files: BackupFile[];
}

export interface BackupFile {
  /** Below `do/`. */
  path: string;
  bytes: number;
  /** Of the file. */
  sha256: string;
  /** Of its rows at the instant of the copy, if they were hashed. */
  rows: string | null;
}

export const FORMAT_VERSION = 1;
export const MANIFEST = 'manifest.json';

/**
 * The manifest of a backup.
 *
 * @throws UserError if it is none, is damaged, or was made by a newer version
 */
export function readManifest(folder: string, ownVersion: string): BackupManifest {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) throw new UserError(`${folder} is no backup: it has no ${MANIFEST}.`);
  let manifest: BackupManifest;
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8')) as BackupManifest;
  } catch {
    throw new UserError(`${file} is damaged.`);
  }
  if (manifest.format !== 'ringlet-backup') throw new UserError(`${folder} is no backup of Ringlet.`);
  if (manifest.formatVersion > FORMAT_VERSION || isNewer(manifest.version, ownVersion)) {
    throw new UserError(
      `This backup was made by Ringlet ${manifest.version}, and this is ${ownVersion}. Restore it with that version or a newer one.`,
    );
  }
  return manifest;
}

/** True if version `a` comes after `b`; both like 1.2.3. */
function isNewer(a: string, b: string): boolean {
  const parts = (version: string) => version.split(/[.+-]/).map((part) => Number(part) || 0);
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
