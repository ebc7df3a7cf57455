import type { BrowserSession, Person, ProfileInput } from '../../../shared/contract/admin/person.ts';

type Row = {
  id: string;
  name: string;
  email: string;
  emailVerified: number;
  createdAt: string;
  phone: string;
  language: string;
  country: string;
  timeZone: string;
  contacts: string;
  twoFactorEnabled: number | null;
};

/** A person with what their account is made with. */
export interface StoredPerson extends Person {
  country: string;
  timeZone: string;
}

const COLUMNS =
  'id, name, email, emailVerified, createdAt, phone, language, country, timeZone, contacts, twoFactorEnabled';

/** Reads and changes what the library keeps beside the password. Passwords and sessions are its own business. */
export class PersonStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  read(id: string): StoredPerson | null {
    return this.#find('id', id);
  }

  findByEmail(email: string): StoredPerson | null {
    return this.#find('email', email.toLowerCase());
  }

  /** `at` is epoch ms. */
  save(id: string, { name, phone, language, contacts }: ProfileInput, at: number): void {
    this.#sql.exec(
      'UPDATE user SET name = ?, phone = ?, language = ?, contacts = ?, updatedAt = ? WHERE id = ?',
      name,
      phone,
      language,
      JSON.stringify(contacts),
      new Date(at).toISOString(),
      id,
    );
  }

  listSessions(user: string, currentToken: string, now: number): BrowserSession[] {
    return this.#sql
      .exec<{ id: string; token: string; createdAt: string; expiresAt: string; userAgent: string | null }>(
        `SELECT id, token, createdAt, expiresAt, userAgent FROM session WHERE userId = ? AND expiresAt > ?
         ORDER BY createdAt DESC`,
        user,
        new Date(now).toISOString(),
      )
      .toArray()
      .map(({ id, token, createdAt, expiresAt, userAgent }) => {
        return { id, isCurrent: token === currentToken, createdAt, expiresAt, userAgent: userAgent || null };
      });
  }

  /** True if there was such a session of this person; with null all of them end. */
  endSessions(user: string, id: string | null): boolean {
    if (id === null) this.#sql.exec('DELETE FROM session WHERE userId = ?', user);
    else this.#sql.exec('DELETE FROM session WHERE userId = ? AND id = ?', user, id);
    return this.#sql.exec<{ n: number }>('SELECT changes() AS n').one().n > 0;
  }

  #find(field: 'id' | 'email', value: string): StoredPerson | null {
    const [row] = this.#sql.exec<Row>(`SELECT ${COLUMNS} FROM user WHERE ${field} = ?`, value).toArray();
    if (!row) return null;
    return {
      ...row,
      isConfirmed: row.emailVerified === 1,
      hasSecondFactor: row.twoFactorEnabled === 1,
      language: row.language === 'ru' ? 'ru' : 'en',
      contacts: JSON.parse(row.contacts) as string[],
    };
  }
}

/** What the person is told of themselves. */
export function showPerson(person: StoredPerson): Person {
  const { id, email, isConfirmed, hasSecondFactor, createdAt, name, phone, language, contacts } = person;
  return { id, email, isConfirmed, hasSecondFactor, createdAt, name, phone, language, contacts };
}
