/** API tokens by their SHA-256: the token itself is shown once and kept nowhere. */
export interface ApiToken {
  hash: string;
  name: string;
  scopes: string[];
  expiresAt: number | null;
}

/** `last_used_at` says roughly when: a read must not cost a write each time. */
const USE_RESOLUTION_MS = 10 * 60_000;

type Row = {
  hash: string;
  name: string;
  scopes: string;
  last_used_at: number | null;
  expires_at: number | null;
};

export class TokenStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The token with this hash unless it has expired; its use is noted. `now` is epoch ms. */
  use(hash: string, now: number): ApiToken | null {
    const [row] = this.#sql
      .exec<Row>('SELECT hash, name, scopes, last_used_at, expires_at FROM tokens WHERE hash = ?', hash)
      .toArray();
    if (!row || (row.expires_at !== null && row.expires_at <= now)) return null;
    if (row.last_used_at === null || now - row.last_used_at >= USE_RESOLUTION_MS) {
      this.#sql.exec('UPDATE tokens SET last_used_at = ? WHERE hash = ?', now, hash);
    }
    return { hash, name: row.name, scopes: JSON.parse(row.scopes) as string[], expiresAt: row.expires_at };
  }

  has(hash: string): boolean {
    return this.#sql.exec('SELECT 1 FROM tokens WHERE hash = ?', hash).toArray().length > 0;
  }

  add(token: ApiToken, now: number): void {
    this.#sql.exec(
      'INSERT INTO tokens (hash, name, scopes, created_at, expires_at) VALUES (?, ?, ?, ?, ?)',
      token.hash,
      token.name,
      JSON.stringify(token.scopes),
      now,
      token.expiresAt,
    );
  }
}

/** The token that an account is made with: it may do everything and does not expire. */
export function createFirstToken(sql: SqlStorage, hash: string, now: number): void {
  new TokenStore(sql).add({ hash, name: 'First token', scopes: ['*'], expiresAt: null }, now);
}
