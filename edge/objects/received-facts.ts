import type { Fact } from '../domain/facts.ts';
import type { ModuleMigrations } from './migrations.ts';

export const receivedFactsMigrations: ModuleMigrations = {
  module: 'received',
  steps: [
    `CREATE TABLE received (id TEXT PRIMARY KEY, received_at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX received_by_time ON received (received_at);
    CREATE TABLE subjects (subject TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;`,
  ],
};

/** A repetition comes within minutes; ids are kept for a week. */
const KEEP_MS = 7 * 86_400_000;

/**
 * True if the fact is new; notes it in the same transaction. A repetition is dropped by its id, and with
 * `latestOnly` also a fact that is older than the one known of the same subject.
 */
export function noteFact(sql: SqlStorage, fact: Fact, now: number, latestOnly: boolean): boolean {
  const known = sql.exec('SELECT 1 FROM received WHERE id = ?', fact.id).toArray().length > 0;
  if (known) return false;
  sql.exec('INSERT INTO received (id, received_at) VALUES (?, ?)', fact.id, now);
  sql.exec('DELETE FROM received WHERE received_at < ?', now - KEEP_MS);
  if (!latestOnly) return true;
  const [row] = sql
    .exec<{ seq: number }>('SELECT seq FROM subjects WHERE subject = ?', fact.subject)
    .toArray();
  if (row && row.seq >= fact.seq) return false;
  sql.exec(
    'INSERT INTO subjects (subject, seq) VALUES (?1, ?2) ON CONFLICT (subject) DO UPDATE SET seq = ?2',
    fact.subject,
    fact.seq,
  );
  return true;
}
