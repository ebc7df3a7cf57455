import type { ModuleMigrations } from '../migrations.ts';

/** A row per leg: one simulated telephone that rings, talks or has ended. */
export const simMigrations: ModuleMigrations = {
  module: 'sim',
  steps: [
    `CREATE TABLE legs (
      id TEXT PRIMARY KEY, ref TEXT NOT NULL, to_address TEXT NOT NULL, from_address TEXT NOT NULL,
      state TEXT NOT NULL, said TEXT NOT NULL DEFAULT '[]', wants_digit INTEGER NOT NULL DEFAULT 0,
      digits TEXT NOT NULL DEFAULT '', peer TEXT, ended_by TEXT, started_at INTEGER NOT NULL, ended_at INTEGER,
      events INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID;
    CREATE INDEX legs_by_start ON legs (started_at);
    CREATE INDEX legs_by_address ON legs (to_address, state);`,
    // They stand for what was said, the digits, and whether one is waited for.
    `ALTER TABLE legs ADD COLUMN turns TEXT NOT NULL DEFAULT '[]'; ALTER TABLE legs ADD COLUMN question TEXT;`,
  ],
};
