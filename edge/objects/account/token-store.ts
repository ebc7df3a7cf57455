import { EntityStore } from './entity-store.ts';
import type { StoredToken } from './members/access-bodies.ts';

/** API tokens by their SHA-256: the token itself is shown once and kept nowhere. */
export interface ApiToken {
  hash: string;
  name: string;
  scopes: string[];
  expiresAt: number | null;
}

/** `last_used_at` says roughly when: a read must not cost a write each time. */
const USE_RESOLUTION_MS = 10 * 60_000;

type Row = { id: string; last_used_at: number | null; expires_at: number | null };

export class TokenStore {
  readonly #sql: SqlStorage;
  readonly #entities: EntityStore;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#entities = new EntityStore(sql);
  }

  /** The token with this hash unless it has expired; its use is noted. `now` is epoch ms. */
  use(hash: string, now: number): StoredToken | null {
    const [row] = this.#sql
      .exec<Row>('SELECT id, last_used_at, expires_at FROM tokens WHERE hash = ?', hash)
      .toArray();
    if (!row || (row.expires_at !== null && row.expires_at <= now)) return null;
    if (row.last_used_at === null || now - row.last_used_at >= USE_RESOLUTION_MS) {
      this.#sql.exec('UPDATE tokens SET last_used_at = ? WHERE hash = ?', now, hash);
    }
    return this.#entities.get('tokens', row.id);
  }

  has(hash: string): boolean {
    return this.#sql.exec('SELECT 1 FROM tokens WHERE hash = ?', hash).toArray().length > 0;
  }

  /** Keeps a token that nobody has to answer for but the operator. */
  add({ hash, ...token }: ApiToken, now: number): void {
    const stored = { id: `tok_${hash.slice(0, 16)}`, ...token, createdAt: now, createdBy: null };
    this.keepHash(hash, stored);
    this.#entities.insert('tokens', stored, now);
  }

  /** By what a token is known; the entity is kept by whoever made it. */
  keepHash(hash: string, { id, name, scopes, expiresAt, createdAt }: StoredToken): void {
    this.#sql.exec(
      'INSERT INTO tokens (hash, name, scopes, created_at, expires_at, id) VALUES (?, ?, ?, ?, ?, ?)',
      hash,
      name,
      JSON.stringify(scopes),
      createdAt,
      expiresAt,
      id,
    );
  }

  /** From now on nobody gets in by it. */
  revoke(id: string): void {
    this.#sql.exec('DELETE FROM tokens WHERE id = ?', id);
  }

  /** When tokens were last used, epoch ms, by id; of those that were. */
  lastUses(): Map<string, number> {
    return new Map(
      this.#sql
        .exec<{ id: string; at: number }>(
          'SELECT id, last_used_at AS at FROM tokens WHERE last_used_at IS NOT NULL',
        )
        .toArray()
        .map(({ id, at }) => [id, at]),
    );
  }
}

/** The token that an account is made with: it may do everything and does not expire. */
export function createFirstToken(sql: SqlStorage, hash: string, now: number): void {
  new TokenStore(sql).add({ hash, name: 'First token', scopes: ['*'], expiresAt: null }, now);
}
