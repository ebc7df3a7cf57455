import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { makeBackup } from '../../scripts/backup/make-backup.ts';
import { restoreBackup } from '../../scripts/backup/restore-backup.ts';
import { lockDataFolder } from '../../scripts/selfhost/lock.ts';
import { readRestored, startRestored } from '../../scripts/selfhost/restored.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringlet-backups-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SECRETS = {
  RINGLET_SECRETS: 'Zk3vT9qLw8RxB2nYc7HsJ5mPd4GfQaEu',
  RINGLET_OPERATOR_TOKEN: 'Yk3vT9qLw8RxB2nYc7HsJ5mPd4GfQaEu',
};
const OBJECT = `ringlet-account/${'a'.repeat(64)}.sqlite`;

/** The data of a server that does not run, with one row in one object. */
function aServer(row: string): string {
  const data = mkdtempSync(join(folder, 'data-'));
  mkdirSync(join(data, 'do/ringlet-account'), { recursive: true });
  const database = new DatabaseSync(join(data, 'do', OBJECT));
  database.exec('PRAGMA journal_mode=WAL; CREATE TABLE t (a TEXT)');
  database.prepare('INSERT INTO t VALUES (?)').run(row);
  database.close();
  writeFileSync(join(data, 'secrets.json'), JSON.stringify(SECRETS));
  return data;
}

function rowOf(data: string): unknown {
  const database = new DatabaseSync(join(data, 'do', OBJECT), { readOnly: true });
  const row = database.prepare('SELECT a FROM t').get();
  database.close();
  return row?.a;
}

async function aBackup(row: string, withSecrets = false): Promise<string> {
  const target = join(folder, `backup-${readdirSync(folder).length}`);
  await makeBackup({ dataDir: aServer(row), target, withSecrets, env: {} });
  return target;
}

function changeManifest(backup: string, change: object): void {
  const file = join(backup, 'manifest.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...change }));
}

describe('a backup of a server that does not run', () => {
  it('takes no secrets along unless it is told to', async () => {
    expect(readdirSync(await aBackup('a')).sort()).toEqual(['do', 'manifest.json']);
    expect(readdirSync(await aBackup('a', true)).sort()).toEqual(['do', 'manifest.json', 'secrets.json']);
  });

  it('does not write over anything', async () => {
    const target = await aBackup('a');
    await expect(makeBackup({ dataDir: aServer('b'), target, env: {} })).rejects.toThrow('is there already');
  });
});

describe('a restore', () => {
  it('puts the data in place, keeps those from before, and says so to the next start', async () => {
    const from = await aBackup('new');
    const data = aServer('old');
    writeFileSync(join(data, 'do', `${OBJECT}-wal`), 'of a database that is gone');
    const { before } = await restoreBackup({ from, dataDir: data, env: {} });
    expect(readdirSync(join(data, 'do/ringlet-account'))).toEqual([OBJECT.split('/')[1]]);
    expect(rowOf(data)).toBe('new');
    expect(existsSync(join(before ?? '', OBJECT))).toBe(true);
    expect(readRestored(data)).toMatchObject({ startedAt: null, wokenAt: null });
    expect(startRestored(data, 1000)?.startedAt).toBe(1000);
    expect(startRestored(data, 2000)?.startedAt).toBe(1000);
  });

  it('brings its secrets if it has them', async () => {
    const data = join(folder, 'empty');
    await restoreBackup({ from: await aBackup('a', true), dataDir: data, env: {} });
    expect(JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8'))).toMatchObject(SECRETS);
  });

  it.each([
    ['has other secrets', (data: string) => writeFileSync(join(data, 'secrets.json'), '{}'), 'other secrets'],
    [
      'was made by a newer version',
      (_: string, backup: string) => changeManifest(backup, { version: '9.0.0' }),
      'made by Ringlet 9.0.0',
    ],
    [
      'is of a newer format',
      (_: string, backup: string) => changeManifest(backup, { formatVersion: 2 }),
      'Restore it with that version',
    ],
    ['is none', (_: string, backup: string) => changeManifest(backup, { format: 'other' }), 'is no backup'],
    ['lacks a file', (_: string, backup: string) => rmSync(join(backup, 'do', OBJECT)), 'is missing'],
    [
      'has a file that was changed',
      (_: string, backup: string) => appendFileSync(join(backup, 'do', OBJECT), 'x'),
      'is not what was written',
    ],
    [
      'has objects of a kind that is not known',
      (_: string, backup: string) => {
        mkdirSync(join(backup, 'do/ringlet-future'));
        writeFileSync(join(backup, 'do/ringlet-future', `${'b'.repeat(64)}.sqlite`), '');
      },
      'does not know',
    ],
  ])('refuses a backup that %s, and leaves everything as it was', async (_, spoil, message) => {
    const from = await aBackup('new');
    const data = aServer('old');
    spoil(data, from);
    await expect(restoreBackup({ from, dataDir: data, env: {} })).rejects.toThrow(message);
    expect(rowOf(data)).toBe('old');
    expect(readRestored(data)).toBeNull();
    expect(existsSync(join(data, 'do.restoring'))).toBe(false);
  });

  it('refuses while a server has the data', async () => {
    const from = await aBackup('new');
    const data = aServer('old');
    const lock = lockDataFolder(data);
    await expect(restoreBackup({ from, dataDir: data, env: {} })).rejects.toThrow('in use');
    lock.release();
    expect(rowOf(data)).toBe('old');
  });

  it('that was cut off lets no server start', () => {
    const data = aServer('old');
    mkdirSync(join(data, 'do.restoring'));
    expect(() => startRestored(data, 1)).toThrow('was cut off');
  });
});
