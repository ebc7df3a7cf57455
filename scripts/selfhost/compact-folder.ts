import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { awaitLeftoverEnd, lockDataFolder } from './lock.ts';

/**
 * Writes every database of a data folder anew, without what was deleted: SQLite leaves that in free space of its files
 * until something else needs the place, and an object cannot wipe it itself. Answers how many there are, and their bytes
 * before and after.
 *
 * @throws UserError if a server is running on the folder
 */
export async function compactFolder(
  dataDir: string,
): Promise<{ files: number; before: number; after: number }> {
  const lock = lockDataFolder(dataDir);
  try {
    await awaitLeftoverEnd(dataDir);
    const paths = readdirSync(join(dataDir, 'do'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.sqlite'))
      .map((entry) => join(entry.parentPath, entry.name));
    const sizes = () => paths.reduce((sum, path) => sum + statSync(path).size, 0);
    const before = sizes();
    for (const path of paths) {
      const database = new DatabaseSync(path);
      database.exec('VACUUM');
      // The log has the pages of before as well.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
    }
    return { files: paths.length, before, after: sizes() };
  } finally {
    lock.release();
  }
}
