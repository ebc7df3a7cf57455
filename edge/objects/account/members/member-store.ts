import { newId } from '../../../keys/ids.ts';
import type { Person } from '../../../rpc/common.ts';
import type { ModuleMigrations } from '../../migrations.ts';
import { EntityStore, fieldSql } from '../entity-store.ts';
import type { StoredGrant, StoredMember } from './access-bodies.ts';

export const memberMigrations: ModuleMigrations = {
  module: 'members',
  steps: [
    `CREATE TABLE members (
      user TEXT NOT NULL PRIMARY KEY, email TEXT NOT NULL, name TEXT NOT NULL, is_owner INTEGER NOT NULL,
      since INTEGER NOT NULL
    ) WITHOUT ROWID;`,
  ],
};

/** The people of an account, found by who they are; how they are shown is an entity of its own. */
export class MemberStore {
  readonly #sql: SqlStorage;
  readonly #entities: EntityStore;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#entities = new EntityStore(sql);
  }

  /** Call inside a transaction. `now` is epoch ms. Who is there already stays as they are. */
  add({ id: user, email, name }: Person, isOwner: boolean, now: number): StoredMember {
    const known = this.find(user);
    if (known) return known;
    const member = { id: newId('mem'), user, email, name, isOwner, since: now };
    this.#sql.exec(
      'INSERT INTO members (user, email, name, is_owner, since, id) VALUES (?, ?, ?, ?, ?, ?)',
      user,
      email,
      name,
      isOwner ? 1 : 0,
      now,
      member.id,
    );
    this.#entities.insert('members', member, now);
    return member;
  }

  /** By the id of the person. */
  find(user: string): StoredMember | null {
    const [row] = this.#sql.exec<{ id: string }>('SELECT id FROM members WHERE user = ?', user).toArray();
    return row ? this.#entities.get('members', row.id) : null;
  }

  /** True if there is such a member with this address, in whatever letters. */
  hasEmail(email: string): boolean {
    const found = this.#sql.exec('SELECT 1 FROM members WHERE lower(email) = ?', email.toLowerCase());
    return found.toArray().length > 0;
  }

  isOwner(user: string): boolean {
    return this.find(user)?.isOwner ?? false;
  }

  /** What belongs to a member, without the entity itself: by what they are known, and their grants. */
  forget({ id, user }: StoredMember): void {
    this.#sql.exec('DELETE FROM members WHERE user = ?', user);
    for (const grant of this.grantsOf(id)) this.#entities.remove('grants', grant.id);
  }

  /** By the id of the member. */
  grantsOf(member: string): StoredGrant[] {
    return this.#sql
      .exec<{ body: string }>(
        `SELECT body FROM entities WHERE kind = 'grants' AND ${fieldSql('member')} = ? ORDER BY seq`,
        member,
      )
      .toArray()
      .map(({ body }) => JSON.parse(body) as StoredGrant);
  }
}
