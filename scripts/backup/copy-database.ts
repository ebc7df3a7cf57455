import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, openSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';

/** Pages that are copied in one step: all of them, so that nobody's write in between begins the copy anew. */
const ALL_PAGES = 1_000_000;

/**
 * Copies one database of a running server as it is at one instant, what still stands in its log included. With `rows`
 * the answer is a hash of all rows of that same instant, which `hashRows` of the copy must equal; it takes about as long
 * as the copy.
 */
export async function copyDatabase(
  from: string,
  to: string,
  { rows = false }: { rows?: boolean } = {},
): Promise<{ rows: string | null }> {
  const source = new DatabaseSync(from, { readOnly: true, timeout: 10_000 });
  try {
    // The copy is made inside the transaction, so both see the same.
    source.exec('BEGIN');
    const hash = rows ? hashRows(source) : null;
    await backup(source, to, { rate: ALL_PAGES });
    source.exec('COMMIT');
    return { rows: hash };
  } finally {
    source.close();
  }
}

/** Whether SQLite finds the file whole. */
export function isSound(file: string): boolean {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const answer = database.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
    return answer.quick_check === 'ok';
  } catch {
    return false; // not even a database
  } finally {
    database.close();
  }
}

/** SHA-256 of every row of every table, in an order that does not depend on how they came there. */
export function hashRows(database: DatabaseSync): string {
  const hash = createHash('sha256');
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all() as { name: string }[];
  for (const { name } of tables) {
    const quoted = `"${name.replaceAll('"', '""')}"`;
    const columns = database.prepare(`SELECT count(*) AS n FROM pragma_table_info(?)`).get(name) as {
      n: number;
    };
    const order = Array.from({ length: columns.n }, (_, i) => i + 1).join(', ');
    hash.update(`\n${name}\n`);
    const rows = database.prepare(`SELECT * FROM ${quoted} ORDER BY ${order}`);
    rows.setReadBigInts(true);
    for (const row of rows.iterate()) hash.update(textOf(row));
  }
  return hash.digest('hex');
}

function textOf(row: unknown): string {
  const plain = (_: string, value: unknown) =>
    typeof value === 'bigint'
      ? `${value}n`
      : value instanceof Uint8Array
        ? Buffer.from(value).toString('hex')
        : value;
  return `${JSON.stringify(row, plain)}\n`;
}

/** SHA-256 of a file, hexadecimal. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Returns when the file, or the list of a folder, is on the disk. */
export function syncToDisk(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
