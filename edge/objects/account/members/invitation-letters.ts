import { INVITATION_LETTERS, INVITATION_MS } from '../../../domain/limits.ts';

/**
 * Letters that invite people, by the SHA-256 of the secret in their link. They are counted also after their invitation
 * was withdrawn: nobody's mailbox is flooded from here.
 */
export class InvitationLetters {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** False if there were too many in the last 24 hours, to this address or at all; then it is not kept. */
  add(letter: { hash: string; invitation: string; email: string }, now: number): boolean {
    const { hash, invitation, email } = letter;
    const since = now - INVITATION_LETTERS.windowMs;
    const sent = this.#sql
      .exec<{ email: string }>('SELECT email FROM invitation_letters WHERE at > ?', since)
      .toArray();
    const same = sent.filter((one) => one.email === email).length;
    if (sent.length >= INVITATION_LETTERS.most || same >= INVITATION_LETTERS.mostToOne) return false;
    this.#sql.exec('DELETE FROM invitation_letters WHERE at <= ?', now - INVITATION_MS);
    this.#sql.exec(
      'INSERT INTO invitation_letters (hash, invitation, email, at) VALUES (?, ?, ?, ?)',
      hash,
      invitation,
      email,
      now,
    );
    return true;
  }

  /** The id of the invitation whose letter carries the secret with this hash. */
  invitationOf(hash: string): string | null {
    const [row] = this.#sql
      .exec<{ invitation: string }>('SELECT invitation FROM invitation_letters WHERE hash = ?', hash)
      .toArray();
    return row?.invitation ?? null;
  }
}
