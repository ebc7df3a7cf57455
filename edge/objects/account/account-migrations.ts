import type { ModuleMigrations } from '../migrations.ts';

/** Tables of the admin API inside the account: entities, tokens, audit, remembered answers. */
export const adminMigrations: ModuleMigrations = {
  module: 'admin',
  steps: [
    `CREATE TABLE entities (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
      revision INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
    );
    CREATE UNIQUE INDEX entities_by_id ON entities (kind, id);
    CREATE INDEX entities_by_order ON entities (kind, seq);
    CREATE INDEX entities_by_name ON entities (kind, json_extract(body, '$.name'), id);
    CREATE INDEX entities_by_status ON entities (kind, json_extract(body, '$.status'), id);
    CREATE INDEX entities_by_time ON entities (kind, json_extract(body, '$.createdAt'), id);
    CREATE INDEX entities_by_widget ON entities (kind, json_extract(body, '$.widget'), json_extract(body, '$.createdAt'));
    CREATE UNIQUE INDEX entities_by_e164 ON entities (kind, json_extract(body, '$.e164'));`,
    `CREATE TABLE tokens (
      hash TEXT PRIMARY KEY, name TEXT NOT NULL, scopes TEXT NOT NULL, created_at INTEGER NOT NULL,
      last_used_at INTEGER, expires_at INTEGER
    ) WITHOUT ROWID;
    CREATE TABLE audit (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, request_id TEXT NOT NULL,
      token TEXT NOT NULL, verb TEXT NOT NULL, kind TEXT NOT NULL, entity TEXT NOT NULL, fields TEXT NOT NULL
    );
    CREATE INDEX audit_by_entity ON audit (entity, seq);
    CREATE TABLE answers (
      token TEXT NOT NULL, key TEXT NOT NULL, body_hash TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY (token, key)
    ) WITHOUT ROWID;
    CREATE INDEX answers_by_time ON answers (at);`,
  ],
};
