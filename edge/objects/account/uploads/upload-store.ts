import { UPLOAD_ROW_BYTES } from '../../../domain/limits.ts';

export interface StoredFile {
  type: string;
  /** Bytes. */
  size: number;
  /** SHA-256, hex. */
  digest: string;
}

/** The bytes of the account's uploads, by key. */
export class UploadStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Runs inside a transaction. */
  add(key: string, { type, digest }: Omit<StoredFile, 'size'>, bytes: Uint8Array): void {
    const { length } = bytes;
    this.#sql.exec('INSERT INTO uploads VALUES (?, ?, ?, ?)', key, type, length, digest);
    for (let n = 0; n * UPLOAD_ROW_BYTES < length; n++) {
      const row = bytes.slice(n * UPLOAD_ROW_BYTES, (n + 1) * UPLOAD_ROW_BYTES);
      this.#sql.exec('INSERT INTO upload_rows VALUES (?, ?, ?)', key, n, row.buffer);
    }
  }

  find(key: string): StoredFile | null {
    const [row] = this.#sql
      .exec<{ type: string; size: number; digest: string }>(
        'SELECT type, size, digest FROM uploads WHERE key = ?',
        key,
      )
      .toArray();
    return row ?? null;
  }

  /** The bytes from `from` to before `to`, which both lie inside the file. */
  read(key: string, from: number, to: number): Uint8Array<ArrayBuffer> {
    const first = Math.floor(from / UPLOAD_ROW_BYTES);
    const out = new Uint8Array(to - from);
    const rows = this.#sql.exec<{ n: number; bytes: ArrayBuffer }>(
      'SELECT n, bytes FROM upload_rows WHERE key = ? AND n BETWEEN ? AND ? ORDER BY n',
      key,
      first,
      Math.floor((to - 1) / UPLOAD_ROW_BYTES),
    );
    for (const { n, bytes } of rows) {
      const start = n * UPLOAD_ROW_BYTES;
      const part = new Uint8Array(bytes).subarray(Math.max(0, from - start), to - start);
      out.set(part, Math.max(0, start - from));
    }
    return out;
  }

  remove(key: string): void {
    this.#sql.exec('DELETE FROM uploads WHERE key = ?', key);
    this.#sql.exec('DELETE FROM upload_rows WHERE key = ?', key);
  }

  /** Of all together, bytes. */
  total(): number {
    return this.#sql.exec<{ total: number }>('SELECT coalesce(sum(size), 0) AS total FROM uploads').one()
      .total;
  }
}
