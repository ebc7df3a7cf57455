export type PublishedKind = 'site' | 'pool' | 'widget';

/** Compiled documents with their versions: what is unchanged is not published again. */
export class PublishedStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The document and its version, or null. */
  read<T>(kind: PublishedKind, key: string): { version: number; body: T } | null {
    const [row] = this.#sql
      .exec<{ version: number; body: string }>(
        'SELECT version, body FROM published WHERE kind = ? AND key = ?',
        kind,
        key,
      )
      .toArray();
    return row ? { version: row.version, body: JSON.parse(row.body) as T } : null;
  }

  /** A configuration as others are told it: the document with its version in it. */
  find<T extends { version: number }>(
    kind: PublishedKind,
    key: string,
  ): { kind: 'found'; config: T } | { kind: 'gone' } {
    const found = this.read<Omit<T, 'version'>>(kind, key);
    return found
      ? { kind: 'found', config: { ...found.body, version: found.version } as T }
      : { kind: 'gone' };
  }

  keys(kind: PublishedKind): string[] {
    return this.#sql
      .exec<{ key: string }>('SELECT key FROM published WHERE kind = ?', kind)
      .toArray()
      .map((row) => row.key);
  }

  /** The new version if the document is not the known one, else null. Versions never go back. */
  write(kind: PublishedKind, key: string, body: unknown): number | null {
    const text = JSON.stringify(body);
    const [row] = this.#sql
      .exec<{ version: number }>(
        `INSERT INTO published (kind, key, version, body) VALUES (?1, ?2, 1, ?3)
         ON CONFLICT (kind, key) DO UPDATE SET version = version + 1, body = ?3 WHERE body != ?3 RETURNING version`,
        kind,
        key,
        text,
      )
      .toArray();
    return row?.version ?? null;
  }

  /** The new version of a document that stays as it is, or null if there is none. */
  renew(kind: PublishedKind, key: string): number | null {
    const [row] = this.#sql
      .exec<{ version: number }>(
        'UPDATE published SET version = version + 1 WHERE kind = ? AND key = ? RETURNING version',
        kind,
        key,
      )
      .toArray();
    return row?.version ?? null;
  }

  /** The present version of every document of a kind, by key. */
  versions(kind: PublishedKind): Map<string, number> {
    const rows = this.#sql
      .exec<{ key: string; version: number }>('SELECT key, version FROM published WHERE kind = ?', kind)
      .toArray();
    return new Map(rows.map(({ key, version }) => [key, version]));
  }

  /** The version that the next change will have. */
  nextVersion(kind: PublishedKind, key: string): number {
    return (this.read(kind, key)?.version ?? 0) + 1;
  }

  remove(kind: PublishedKind, key: string): void {
    this.#sql.exec('DELETE FROM published WHERE kind = ? AND key = ?', kind, key);
  }
}
