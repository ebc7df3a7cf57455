import type { Person } from '../../rpc/common.ts';
import type { ModuleMigrations } from '../migrations.ts';
import type { ApiToken } from './token-store.ts';

export const memberMigrations: ModuleMigrations = {
  module: 'members',
  steps: [
    `CREATE TABLE members (
      user TEXT NOT NULL PRIMARY KEY, email TEXT NOT NULL, name TEXT NOT NULL, is_owner INTEGER NOT NULL,
      since INTEGER NOT NULL
    ) WITHOUT ROWID;`,
  ],
};

/** The people of an account. Its owner may do everything. */
export class MemberStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  addOwner({ id, email, name }: Person, now: number): void {
    this.#sql.exec(
      'INSERT INTO members (user, email, name, is_owner, since) VALUES (?, ?, ?, 1, ?)',
      id,
      email,
      name,
      now,
    );
  }

  isOwner(user: string): boolean {
    return this.#sql.exec('SELECT 1 FROM members WHERE user = ? AND is_owner = 1', user).toArray().length > 0;
  }

  /** Where its owners are written to. */
  ownerAddresses(): string[] {
    return this.#sql
      .exec<{ email: string }>('SELECT email FROM members WHERE is_owner = 1')
      .toArray()
      .map(({ email }) => email);
  }

  /** What a person may do here, as a token would be asked; null for a stranger. */
  credentialOf({ id, name }: Person): ApiToken | null {
    return this.isOwner(id) ? { hash: `user:${id}`, name, scopes: ['*'], expiresAt: null } : null;
  }
}
