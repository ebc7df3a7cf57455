import type { PrivacyAction } from '../../../../shared/contract/admin/privacy.ts';

/** How far a request has come. */
export interface PrivacyJob {
  id: string;
  action: PrivacyAction;
  /** E.164; gone with the job, which ends with the request. */
  phone: string;
  /** Names of the objects that are looked at in this round. */
  targets: string[];
  /** Which of them is next. */
  step: number;
  /** Of an export: rows of that one which were read. */
  skip: number;
  /** From 1. */
  round: number;
  /** Rows that this round has taken away. */
  erased: number;
}

/** A row that was found, as it is kept. */
export interface FoundRow {
  object: string;
  table: string;
  row: Record<string, unknown>;
}

type Row = Omit<PrivacyJob, 'targets'> & { targets: string };

/** The SQL of what persons have asked for. Nothing here decides. */
export class PrivacyStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Objects that belong to the account, of these kinds: names begin so. */
  listObjects(prefix: string): string[] {
    return this.#sql
      .exec<{ name: string }>(
        'SELECT name FROM known_objects WHERE substr(name, 1, ?) = ? ORDER BY name',
        prefix.length,
        prefix,
      )
      .toArray()
      .map(({ name }) => name);
  }

  find(id: string): PrivacyJob | null {
    const [row] = this.#sql.exec<Row>('SELECT * FROM privacy_jobs WHERE id = ?', id).toArray();
    return row ? { ...row, targets: JSON.parse(row.targets) as string[] } : null;
  }

  save({ id, action, phone, targets, step, skip, round, erased }: PrivacyJob): void {
    this.#sql.exec(
      `INSERT INTO privacy_jobs (id, action, phone, targets, step, skip, round, erased)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
       ON CONFLICT (id) DO UPDATE SET targets = ?4, step = ?5, skip = ?6, round = ?7, erased = ?8`,
      id,
      action,
      phone,
      JSON.stringify(targets),
      step,
      skip,
      round,
      erased,
    );
  }

  remove(id: string): void {
    this.#sql.exec('DELETE FROM privacy_jobs WHERE id = ?', id);
  }

  keepFound(request: string, rows: readonly FoundRow[]): void {
    for (const { object, table, row } of rows) {
      this.#sql.exec(
        `INSERT INTO privacy_found (request, n, object, table_name, row)
         SELECT ?1, coalesce(max(n), 0) + 1, ?2, ?3, ?4 FROM privacy_found WHERE request = ?1`,
        request,
        object,
        table,
        JSON.stringify(row),
      );
    }
  }

  /** Rows behind `after`, one more than `limit`, so that it is known whether others follow. */
  readFound(request: string, after: number, limit: number): (FoundRow & { n: number })[] {
    return this.#sql
      .exec<{ n: number; object: string; table_name: string; row: string }>(
        'SELECT n, object, table_name, row FROM privacy_found WHERE request = ? AND n > ? ORDER BY n LIMIT ?',
        request,
        after,
        limit + 1,
      )
      .toArray()
      .map(({ n, object, table_name: table, row }) => ({
        ...{ n, object, table },
        row: JSON.parse(row) as Record<string, unknown>,
      }));
  }

  forgetFound(request: string): void {
    this.#sql.exec('DELETE FROM privacy_found WHERE request = ?', request);
  }
}
