import type { ModuleMigrations } from '../migrations.ts';

/** A row per telephone that a provider outside was told to ring. */
export const legMigrations: ModuleMigrations = {
  module: 'legs',
  steps: [
    `CREATE TABLE legs (
      leg TEXT PRIMARY KEY, dial TEXT NOT NULL, integration TEXT NOT NULL, status TEXT NOT NULL, call TEXT,
      tries INTEGER NOT NULL, unwanted INTEGER NOT NULL, sent_at INTEGER NOT NULL,
      asked_at INTEGER NOT NULL, question TEXT
    ) WITHOUT ROWID;
    CREATE INDEX legs_by_time ON legs (sent_at);`,
  ],
};
