import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { whyWeak } from '../../shared/weak-secret.ts';
import { UserError } from '../user-error.ts';

export interface ServerSecrets {
  /** Comma-separated, newest first. */
  RINGLET_SECRETS: string;
  RINGLET_OPERATOR_TOKEN: string;
}

/**
 * The secrets of this server: from the environment, else from `<data>/secrets.json`, which the first start fills
 * (mode 0600). They belong to every backup of the data: without them all tokens and keys are void.
 *
 * @throws UserError naming the variable whose value is too weak
 */
export function loadSecrets(
  dataDir: string,
  env: Record<string, string | undefined> = process.env,
): ServerSecrets {
  const file = join(dataDir, 'secrets.json');
  const stored = readStored(file);
  const secrets: ServerSecrets = {
    RINGLET_SECRETS: env.RINGLET_SECRETS || stored.RINGLET_SECRETS || randomSecret(),
    RINGLET_OPERATOR_TOKEN: env.RINGLET_OPERATOR_TOKEN || stored.RINGLET_OPERATOR_TOKEN || randomSecret(),
  };
  for (const { secret } of splitSecrets(secrets.RINGLET_SECRETS)) refuseWeak('RINGLET_SECRETS', secret);
  refuseWeak('RINGLET_OPERATOR_TOKEN', secrets.RINGLET_OPERATOR_TOKEN);

  // What the environment gave stays there: a copy on disk would outlive it.
  const toStore: Partial<ServerSecrets> = { ...stored };
  if (!env.RINGLET_SECRETS) toStore.RINGLET_SECRETS = secrets.RINGLET_SECRETS;
  if (!env.RINGLET_OPERATOR_TOKEN) toStore.RINGLET_OPERATOR_TOKEN = secrets.RINGLET_OPERATOR_TOKEN;
  writePrivateJson(file, toStore);
  return secrets;
}

/** The list of secrets as people write it, newest first; `route:` before one keeps it for routing keys alone. */
export function splitSecrets(text: string): { secret: string; isRouteOnly: boolean }[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => ({ secret: one.replace(/^route:/, ''), isRouteOnly: one.startsWith('route:') }));
}

/** Writes a file that only this user may read, whole or not at all. */
export function writePrivateJson(file: string, value: unknown): void {
  const next = `${file}.next`;
  rmSync(next, { force: true }); // the mode below counts only for a new file
  writeFileSync(next, JSON.stringify(value, null, 2) + '\n', { mode: 0o600 });
  renameSync(next, file);
}

function readStored(file: string): Partial<ServerSecrets> {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<ServerSecrets>;
  } catch {
    throw new UserError(
      `${file} is damaged. Restore it from a backup: without it, tokens and keys are void.`,
    );
  }
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

function refuseWeak(name: keyof ServerSecrets, value: string): void {
  const why = whyWeak(value);
  if (why !== null) throw new UserError(`${name} is too weak: ${why}.`);
}
