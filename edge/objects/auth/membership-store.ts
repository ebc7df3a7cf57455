/** An account that a person may enter. What they may do there, the account itself decides at every request. */
export interface Membership {
  account: string;
  /** Of the account, as it was when the person came to it. */
  name: string;
  isOwner: boolean;
}

type Row = { account: string; name: string; is_owner: number };

/** Who may enter which accounts: the own one first, then in the order of joining. */
export class MembershipStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  list(user: string): Membership[] {
    return this.#sql
      .exec<Row>(
        'SELECT account, name, is_owner FROM memberships WHERE user = ? ORDER BY is_owner DESC, since, account',
        user,
      )
      .toArray()
      .map(({ account, name, is_owner }) => ({ account, name, isOwner: is_owner === 1 }));
  }

  owns(user: string): boolean {
    return this.list(user).some(({ isOwner }) => isOwner);
  }

  /** `now` is epoch ms. Somebody who is there already stays as they are. */
  add(user: string, { account, name, isOwner }: Membership, now: number): void {
    this.#sql.exec(
      'INSERT INTO memberships (user, account, name, is_owner, since) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      user,
      account,
      name,
      isOwner ? 1 : 0,
      now,
    );
  }

  /** One's own account is not left. */
  remove(user: string, account: string): void {
    this.#sql.exec('DELETE FROM memberships WHERE user = ? AND account = ? AND is_owner = 0', user, account);
  }
}
