/** So many tries in a window of time. */
export interface AttemptLimit {
  most: number;
  windowMs: number;
}

/** What may be tried how often: a password is guessed slowly, and nobody's mailbox is flooded from here. */
export const ATTEMPT_LIMITS = {
  /** Wrong passwords for one e-mail address. */
  password: { most: 10, windowMs: 15 * 60_000 },
  /** Wrong passwords from one address block, whoever they are for. */
  origin: { most: 50, windowMs: 15 * 60_000 },
  /** Mails to one address that somebody asked for without having signed in. */
  mail: { most: 5, windowMs: 60 * 60_000 },
  /** Registrations from one address block. */
  registration: { most: 20, windowMs: 60 * 60_000 },
} as const satisfies Record<string, AttemptLimit>;

const LONGEST_MS = Math.max(...Object.values(ATTEMPT_LIMITS).map(({ windowMs }) => windowMs));

/** Counts tries. Keys are made of the kind and of what is counted, by its SHA-256: no address is kept. */
export class AttemptStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Seconds until another try is allowed, 0 for now. `now` is epoch ms. */
  waitS(key: string, { most, windowMs }: AttemptLimit, now: number): number {
    const times = this.#sql
      .exec<{ at: number }>(
        'SELECT at FROM attempts WHERE key = ? AND at > ? ORDER BY at',
        key,
        now - windowMs,
      )
      .toArray();
    const oldest = times.at(-most);
    return oldest ? Math.max(1, Math.ceil((oldest.at + windowMs - now) / 1000)) : 0;
  }

  note(key: string, now: number): void {
    this.#sql.exec('DELETE FROM attempts WHERE at <= ?', now - LONGEST_MS);
    this.#sql.exec('INSERT INTO attempts (key, at) VALUES (?, ?)', key, now);
  }

  forgive(key: string): void {
    this.#sql.exec('DELETE FROM attempts WHERE key = ?', key);
  }
}
