import type { ModuleMigrations } from '../migrations.ts';

/** `since` is when the message was made or last replayed, `tries` how often it was tried since then. */
export const deliveryMigrations: ModuleMigrations = {
  module: 'delivery',
  steps: [
    `CREATE TABLE queue (
      id TEXT PRIMARY KEY, message TEXT NOT NULL, status TEXT NOT NULL, since INTEGER NOT NULL,
      tries INTEGER NOT NULL DEFAULT 0, due_at INTEGER, ended_at INTEGER
    ) WITHOUT ROWID;
    CREATE INDEX queue_by_due ON queue (due_at) WHERE status = 'waiting';
    CREATE INDEX queue_by_end ON queue (ended_at) WHERE ended_at IS NOT NULL;
    CREATE TABLE attempts (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, delivery TEXT NOT NULL, at INTEGER NOT NULL, outcome TEXT NOT NULL,
      detail TEXT NOT NULL
    );
    CREATE INDEX attempts_by_delivery ON attempts (delivery, seq);
    CREATE TABLE destination (
      id INTEGER PRIMARY KEY CHECK (id = 1), account TEXT NOT NULL, name TEXT NOT NULL,
      paused INTEGER NOT NULL DEFAULT 0
    );`,
  ],
};
