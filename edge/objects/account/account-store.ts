import type { CreateAccountArgs } from '../../rpc.ts';

export interface AccountRow {
  id: string;
  name: string;
  timeZone: string;
  country: string;
}

/** The account itself: one row. */
export class AccountStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(): AccountRow | null {
    const [row] = this.#sql
      .exec<{ id: string; name: string; time_zone: string; country: string }>(
        'SELECT id, name, time_zone, country FROM account',
      )
      .toArray();
    return row ? { id: row.id, name: row.name, timeZone: row.time_zone, country: row.country } : null;
  }

  /** @throws Error if the account was never made */
  read(): AccountRow {
    const account = this.find();
    if (!account) throw new Error('the account was never made');
    return account;
  }

  create({ id, name, timeZone, country }: CreateAccountArgs, now: number): void {
    this.#sql.exec(
      'INSERT INTO account (id, name, time_zone, country, created_at) VALUES (?, ?, ?, ?, ?)',
      id,
      name,
      timeZone,
      country,
      now,
    );
  }
}
