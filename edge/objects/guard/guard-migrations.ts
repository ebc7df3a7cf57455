import type { ModuleMigrations } from '../migrations.ts';

/** A row for each use of a counter, until it is older than the longest window that looks at it. */
export const guardMigrations: ModuleMigrations = {
  module: 'guard',
  steps: [
    `CREATE TABLE uses (
      key TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, amount INTEGER NOT NULL, until INTEGER NOT NULL,
      PRIMARY KEY (key, id)
    ) WITHOUT ROWID;
    CREATE INDEX uses_by_time ON uses (key, at, amount);
    CREATE INDEX uses_by_end ON uses (until);`,
  ],
};
