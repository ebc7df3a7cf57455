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
    // `about` and `seq` keep the order of messages about one thing; 'exchange' and `request` are the log of HTTP.
    `ALTER TABLE queue ADD COLUMN about TEXT NOT NULL DEFAULT '';
    ALTER TABLE queue ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE queue ADD COLUMN made_at INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE queue ADD COLUMN is_test INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE queue ADD COLUMN request TEXT;
    UPDATE queue SET made_at = since;
    CREATE INDEX queue_by_about ON queue (about, seq) WHERE status = 'waiting' AND about != '';
    CREATE INDEX queue_by_age ON queue (made_at);
    ALTER TABLE attempts ADD COLUMN exchange TEXT;
    ALTER TABLE destination ADD COLUMN target TEXT;
    ALTER TABLE destination ADD COLUMN paused_by TEXT;
    ALTER TABLE destination ADD COLUMN failing_since INTEGER;
    ALTER TABLE destination ADD COLUMN sent INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE destination ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE destination ADD COLUMN last_status INTEGER;
    ALTER TABLE destination ADD COLUMN last_at INTEGER;`,
    "CREATE INDEX queue_by_since ON queue (since) WHERE status = 'waiting';",
  ],
};
