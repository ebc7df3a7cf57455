import type { ModuleMigrations } from '../migrations.ts';

/** A row per callback of one widget: the order as it was sent, and where the machine stands. */
export const callbackMigrations: ModuleMigrations = {
  module: 'callback',
  steps: [
    `CREATE TABLE config (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, body TEXT NOT NULL);
    CREATE TABLE callbacks (
      id TEXT PRIMARY KEY, body_hash TEXT NOT NULL, order_body TEXT NOT NULL, state TEXT NOT NULL,
      office TEXT, visitor TEXT, campaign TEXT, created_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX callbacks_by_status ON callbacks (json_extract(state, '$.status'), json_extract(state, '$.scheduledAt'));`,
  ],
};

/** Why an order needed a manager's word. */
export const callbackDoubtMigrations: ModuleMigrations = {
  module: 'callback-doubts',
  steps: [`ALTER TABLE callbacks ADD COLUMN doubts TEXT NOT NULL DEFAULT '[]';`],
};
