import type { ModuleMigrations } from '../../migrations.ts';

/** How events are found among entities, and which pools were told of. */
export const eventMigrations: ModuleMigrations = {
  module: 'events',
  steps: [
    `CREATE TABLE pool_alerts (
      campaign TEXT NOT NULL, office TEXT NOT NULL, raised INTEGER NOT NULL, alerted_at INTEGER,
      PRIMARY KEY (campaign, office)
    ) WITHOUT ROWID;
    CREATE INDEX entities_by_occurrence ON entities (kind, json_extract(body, '$.occurredAt'), id);`,
  ],
};
