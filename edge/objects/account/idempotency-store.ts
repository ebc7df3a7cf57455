import type { AdminAnswer } from '../../rpc/admin-rpc.ts';

/** A client that got no answer tries again within minutes; a day leaves room for a queue that was down. */
const KEEP_MS = 24 * 3_600_000;

export type KnownAnswer = { kind: 'new' } | { kind: 'same'; answer: AdminAnswer } | { kind: 'other' };

/** Answers by Idempotency-Key, a namespace for each token. Only what was done is kept: a refusal may be retried. */
export class IdempotencyStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** `fingerprint` stands for the whole request: the same key with another one is `other`. */
  find(token: string, key: string, fingerprint: string, now: number): KnownAnswer {
    const [row] = this.#sql
      .exec<{ body_hash: string; answer: string }>(
        'SELECT body_hash, answer FROM answers WHERE token = ? AND key = ? AND at > ?',
        token,
        key,
        now - KEEP_MS,
      )
      .toArray();
    if (!row) return { kind: 'new' };
    if (row.body_hash !== fingerprint) return { kind: 'other' };
    return { kind: 'same', answer: JSON.parse(row.answer) as AdminAnswer };
  }

  /** Call in the transaction of the write. */
  keep(token: string, key: string, fingerprint: string, answer: AdminAnswer, now: number): void {
    this.#sql.exec('DELETE FROM answers WHERE at <= ?', now - KEEP_MS);
    this.#sql.exec(
      'INSERT INTO answers (token, key, body_hash, answer, at) VALUES (?, ?, ?, ?, ?)',
      token,
      key,
      fingerprint,
      JSON.stringify(answer),
      now,
    );
  }
}
