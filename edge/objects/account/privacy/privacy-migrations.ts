import type { ModuleMigrations } from '../../migrations.ts';

/**
 * Which objects belong to the account: all that it has ever owed something; and what persons have asked for. `targets` are
 * the objects still to be looked at, `erased` what this round has taken away.
 */
export const privacyMigrations: ModuleMigrations = {
  module: 'privacy',
  steps: [
    `CREATE TABLE known_objects (name TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TRIGGER objects_owed AFTER INSERT ON outbox BEGIN
      INSERT OR IGNORE INTO known_objects (name) VALUES (NEW.target);
    END;
    INSERT OR IGNORE INTO known_objects (name) SELECT target FROM outbox;
    INSERT OR IGNORE INTO known_objects (name)
      SELECT iif(published.kind = 'pool', 'pool:', 'callback:') || account.id || ':' || key
      FROM published, account WHERE published.kind IN ('pool', 'widget');
    INSERT OR IGNORE INTO known_objects (name)
      SELECT DISTINCT 'callback:' || account.id || ':' || json_extract(body, '$.widget')
      FROM entities, account WHERE kind = 'callbacks';
    INSERT OR IGNORE INTO known_objects (name)
      SELECT DISTINCT 'pool:' || account.id || ':' || campaign FROM number_assignments, account;
    INSERT OR IGNORE INTO known_objects (name)
      SELECT DISTINCT 'delivery:' || account.id || ':' || json_extract(body, '$.destination')
      FROM entities, account WHERE kind = 'deliveries';
    CREATE TABLE privacy_jobs (
      id TEXT PRIMARY KEY, action TEXT NOT NULL, phone TEXT NOT NULL, targets TEXT NOT NULL, step INTEGER NOT NULL,
      skip INTEGER NOT NULL, round INTEGER NOT NULL, erased INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE privacy_found (
      request TEXT NOT NULL, n INTEGER NOT NULL, object TEXT NOT NULL, table_name TEXT NOT NULL, row TEXT NOT NULL,
      PRIMARY KEY (request, n)
    ) WITHOUT ROWID;
    CREATE INDEX entities_by_consent ON entities (kind, json_extract(body, '$.givenAt'), id);
    INSERT OR IGNORE INTO timers (kind, key, due_at) SELECT 'retention', '', 0 FROM account;`,
  ],
};
