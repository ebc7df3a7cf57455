import type { CrmQueue } from '../../adapters/crm/carry-to-crm.ts';
import type { EntityRef, FoundEntities } from '../../domain/crm/port.ts';
import type { ModuleMigrations } from '../migrations.ts';

/** A row of `crm_steps` without `done_at` was begun, and nobody knows whether it was done. */
export const crmStepMigrations: ModuleMigrations = {
  module: 'crm_steps',
  steps: [
    `CREATE TABLE crm_found (communication TEXT PRIMARY KEY, found TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX crm_found_by_age ON crm_found (at);
    CREATE TABLE crm_steps (
      communication TEXT NOT NULL, step TEXT NOT NULL, left_entity TEXT, begun_at INTEGER NOT NULL, done_at INTEGER,
      PRIMARY KEY (communication, step)
    ) WITHOUT ROWID;
    CREATE INDEX crm_steps_by_age ON crm_steps (begun_at);`,
  ],
};

/**
 * What a queue has written into its CRM, communication by communication. A request leaves the object only when what was
 * noted before it is on disk, so a crash finds every step begun that may have been done.
 */
export class CrmStepStore implements CrmQueue {
  bucket = { level: 0, at: 0 };
  readonly #sql: SqlStorage;
  readonly #now: () => number;

  constructor(sql: SqlStorage, now: () => number) {
    this.#sql = sql;
    this.#now = now;
  }

  found(communication: string): FoundEntities | null {
    const [row] = this.#sql
      .exec<{ found: string }>('SELECT found FROM crm_found WHERE communication = ?', communication)
      .toArray();
    return row ? (JSON.parse(row.found) as FoundEntities) : null;
  }

  keepFound(communication: string, found: FoundEntities): void {
    this.#sql.exec(
      'INSERT INTO crm_found (communication, found, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      communication,
      JSON.stringify(found),
      this.#now(),
    );
  }

  done(communication: string): ReadonlyMap<string, EntityRef | null> {
    const rows = this.#sql
      .exec<{ step: string; left_entity: string | null }>(
        'SELECT step, left_entity FROM crm_steps WHERE communication = ? AND done_at IS NOT NULL',
        communication,
      )
      .toArray();
    return new Map(
      rows.map(({ step, left_entity: left }) => [
        step,
        left === null ? null : (JSON.parse(left) as EntityRef),
      ]),
    );
  }

  begin(communication: string, step: string): boolean {
    const known = this.#sql
      .exec('SELECT 1 FROM crm_steps WHERE communication = ? AND step = ?', communication, step)
      .toArray();
    this.#sql.exec(
      'INSERT INTO crm_steps (communication, step, begun_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      communication,
      step,
      this.#now(),
    );
    return known.length > 0;
  }

  keepDone(communication: string, step: string, left: EntityRef | null): void {
    this.#sql.exec(
      `INSERT INTO crm_steps (communication, step, left_entity, begun_at, done_at) VALUES (?1, ?2, ?3, ?4, ?4)
       ON CONFLICT (communication, step) DO UPDATE SET left_entity = ?3, done_at = ?4`,
      communication,
      step,
      left && JSON.stringify(left),
      this.#now(),
    );
  }

  drop(): void {
    this.#sql.exec('DELETE FROM crm_found');
    this.#sql.exec('DELETE FROM crm_steps');
  }

  /** Forgets what was begun before an instant, epoch ms: nothing is told any more of so old a communication. */
  forget(before: number): void {
    this.#sql.exec('DELETE FROM crm_found WHERE at < ?', before);
    this.#sql.exec('DELETE FROM crm_steps WHERE begun_at < ?', before);
  }
}
