import type { ModuleMigrations } from '../migrations.ts';

/**
 * A row per number, and a history of segments: who was promised which number from when until when. A segment ends
 * when its promise ends, or earlier when the same visitor came back with a new session or touch.
 */
export const poolMigrations: ModuleMigrations = {
  module: 'pool',
  steps: [
    `CREATE TABLE config (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, body TEXT NOT NULL);
    CREATE TABLE fence (id INTEGER PRIMARY KEY CHECK (id = 1), value INTEGER NOT NULL);
    CREATE TABLE numbers (
      e164 TEXT PRIMARY KEY, office TEXT NOT NULL, position INTEGER NOT NULL, draining INTEGER NOT NULL,
      usable_from INTEGER NOT NULL, visitor TEXT, expires_at INTEGER NOT NULL DEFAULT 0,
      rest_until INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID;
    CREATE INDEX numbers_in_turn ON numbers (office, draining, rest_until, position);
    CREATE TABLE segments (
      id INTEGER PRIMARY KEY, number TEXT NOT NULL, office TEXT NOT NULL, visitor TEXT NOT NULL,
      session TEXT NOT NULL, touch TEXT, page TEXT NOT NULL, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL,
      fence INTEGER NOT NULL
    );
    CREATE INDEX segments_by_number ON segments (number, from_at);
    CREATE INDEX segments_by_visitor ON segments (office, visitor, id);
    CREATE INDEX segments_by_end ON segments (until_at);`,
    // Numbers that still rest from another campaign are not looked at one by one.
    `CREATE INDEX numbers_by_freedom ON numbers (office, draining, max(rest_until, usable_from), position);
    DROP INDEX numbers_in_turn;`,
  ],
};
