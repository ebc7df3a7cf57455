import type { ModuleMigrations } from '../migrations.ts';

/**
 * What the account has told others: who has which number since when, which numbers are on their way from one place
 * to another, and the last version of everything compiled (site snapshots, configurations of pools and widgets).
 */
export const publishMigrations: ModuleMigrations = {
  module: 'publish',
  steps: [
    `CREATE TABLE account (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, time_zone TEXT NOT NULL, country TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE number_assignments (
      number TEXT NOT NULL, campaign TEXT NOT NULL, office TEXT NOT NULL, kind TEXT NOT NULL,
      from_at INTEGER NOT NULL, to_at INTEGER
    );
    CREATE INDEX assignments_open ON number_assignments (to_at, number);
    CREATE INDEX assignments_by_number ON number_assignments (number, from_at);
    CREATE TABLE releases (
      number TEXT NOT NULL, e164 TEXT NOT NULL, campaign TEXT NOT NULL, version INTEGER NOT NULL, free_at INTEGER
    );
    CREATE TABLE published (
      kind TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)
    ) WITHOUT ROWID;`,
    // The number itself stays known after its entity was removed: calls to it still come.
    `ALTER TABLE number_assignments ADD COLUMN e164 TEXT;
    UPDATE number_assignments SET e164 = (
      SELECT json_extract(body, '$.e164') FROM entities WHERE kind = 'numbers' AND id = number_assignments.number
    );
    CREATE INDEX assignments_by_e164 ON number_assignments (e164, from_at);`,
    // What was never set is absent and follows the factory figures; how it was made stays known after it was changed.
    `ALTER TABLE account ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE account ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE account ADD COLUMN made_as TEXT;
    UPDATE account SET made_as = json_array(name, time_zone, country);`,
  ],
};
