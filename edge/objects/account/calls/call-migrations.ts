import type { ModuleMigrations } from '../../migrations.ts';

/** What providers told of calls as it came, who tapped which number when, and how calls are found among entities. */
export const callMigrations: ModuleMigrations = {
  module: 'calls',
  steps: [
    `CREATE TABLE call_events (
      id TEXT PRIMARY KEY, call TEXT NOT NULL, received_at INTEGER NOT NULL, event TEXT, raw TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX call_events_by_call ON call_events (call, received_at);
    CREATE INDEX call_events_by_time ON call_events (received_at);
    CREATE TABLE taps (visitor TEXT NOT NULL, at INTEGER NOT NULL, office TEXT, PRIMARY KEY (visitor, at)) WITHOUT ROWID;
    CREATE INDEX taps_by_time ON taps (at);
    CREATE INDEX entities_by_caller ON entities (kind, json_extract(body, '$.caller'), json_extract(body, '$.startedAt'));
    CREATE INDEX entities_by_start ON entities (kind, json_extract(body, '$.startedAt'), id);`,
  ],
};
