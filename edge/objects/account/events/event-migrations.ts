import type { ModuleMigrations } from '../../migrations.ts';

/** How events are found among entities, which pools were told of, and what is told once. */
export const eventMigrations: ModuleMigrations = {
  module: 'events',
  steps: [
    `CREATE TABLE pool_alerts (
      campaign TEXT NOT NULL, office TEXT NOT NULL, raised INTEGER NOT NULL, alerted_at INTEGER,
      PRIMARY KEY (campaign, office)
    ) WITHOUT ROWID;
    CREATE INDEX entities_by_occurrence ON entities (kind, json_extract(body, '$.occurredAt'), id);`,
    `CREATE TABLE told_events (key TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX told_events_by_time ON told_events (at);`,
  ],
};
