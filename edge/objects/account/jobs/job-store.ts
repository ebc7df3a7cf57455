import type { JobRow } from '../../../../shared/contract/admin/job.ts';
import type { ImportRow } from '../../../domain/imports/read-import.ts';
import type { ModuleMigrations } from '../../migrations.ts';

/** A row per row of an import: what came, and what became of it. */
export const jobMigrations: ModuleMigrations = {
  module: 'jobs',
  steps: [
    `CREATE TABLE job_rows (
      job TEXT NOT NULL, row INTEGER NOT NULL, body TEXT NOT NULL, outcome TEXT, id TEXT, errors TEXT,
      PRIMARY KEY (job, row)
    ) WITHOUT ROWID;`,
  ],
};

type Row = { row: number; outcome: JobRow['outcome']; id: string | null; errors: string | null };

/** The rows of imports. Writes are called inside a transaction. */
export class JobStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Rows are counted from 1. */
  add(job: string, rows: readonly ImportRow[]): void {
    rows.forEach((body, i) => {
      this.#sql.exec(
        'INSERT INTO job_rows (job, row, body) VALUES (?, ?, ?)',
        job,
        i + 1,
        JSON.stringify(body),
      );
    });
  }

  /** The next rows that nobody has looked at. */
  next(job: string, limit: number): { row: number; body: ImportRow }[] {
    return this.#sql
      .exec<{ row: number; body: string }>(
        'SELECT row, body FROM job_rows WHERE job = ? AND outcome IS NULL ORDER BY row LIMIT ?',
        job,
        limit,
      )
      .toArray()
      .map(({ row, body }) => ({ row, body: JSON.parse(body) as ImportRow }));
  }

  /** What came is not needed any more: a report names rows and fields, and no telephone of anybody. */
  finish(job: string, { row, outcome, id, errors }: JobRow): void {
    this.#sql.exec(
      "UPDATE job_rows SET body = '', outcome = ?, id = ?, errors = ? WHERE job = ? AND row = ?",
      outcome,
      id,
      errors.length === 0 ? null : JSON.stringify(errors),
      job,
      row,
    );
  }

  /** Rows after `after` that were looked at, with this outcome or with any. */
  report(job: string, outcome: JobRow['outcome'] | null, after: number, limit: number): JobRow[] {
    return this.#sql
      .exec<Row>(
        `SELECT row, outcome, id, errors FROM job_rows
         WHERE job = ?1 AND row > ?2 AND outcome IS NOT NULL AND (?3 IS NULL OR outcome = ?3)
         ORDER BY row LIMIT ?4`,
        job,
        after,
        outcome,
        limit,
      )
      .toArray()
      .map(({ errors, ...row }) => ({
        ...row,
        errors: errors === null ? [] : (JSON.parse(errors) as JobRow['errors']),
      }));
  }

  /** What was not looked at goes with the job that it belonged to. */
  drop(job: string, isAll: boolean): void {
    this.#sql.exec(`DELETE FROM job_rows WHERE job = ? ${isAll ? '' : 'AND outcome IS NULL'}`, job);
  }
}
