import type { ModuleMigrations } from '../../migrations.ts';

/** What the edge counted and sampled, hour by hour, and which flush of each isolate was the last. */
export const statisticsMigrations: ModuleMigrations = {
  module: 'statistics',
  steps: [
    `CREATE TABLE hourly (
      hour INTEGER NOT NULL, campaign TEXT NOT NULL, office TEXT NOT NULL, site TEXT NOT NULL,
      views INTEGER NOT NULL, sessions INTEGER NOT NULL, leased INTEGER NOT NULL, renewed INTEGER NOT NULL,
      extended_s INTEGER NOT NULL, static INTEGER NOT NULL, fallback INTEGER NOT NULL, exhausted INTEGER NOT NULL,
      remembered INTEGER NOT NULL, PRIMARY KEY (campaign, hour, office, site)
    ) WITHOUT ROWID;
    CREATE INDEX hourly_by_hour ON hourly (hour);
    CREATE TABLE hourly_issues (
      number TEXT NOT NULL, hour INTEGER NOT NULL, issues INTEGER NOT NULL, last_at INTEGER NOT NULL,
      PRIMARY KEY (number, hour)
    ) WITHOUT ROWID;
    CREATE INDEX hourly_issues_by_hour ON hourly_issues (hour);
    CREATE TABLE flushes (isolate TEXT PRIMARY KEY, seq INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX entities_by_number ON entities (kind, json_extract(body, '$.number'), json_extract(body, '$.startedAt'));`,
    `CREATE TABLE visit_samples (
      site TEXT NOT NULL, hour INTEGER NOT NULL, draw REAL NOT NULL, campaign TEXT, visit TEXT NOT NULL
    );
    CREATE UNIQUE INDEX visit_samples_by_draw ON visit_samples (site, hour, draw);
    CREATE INDEX visit_samples_by_hour ON visit_samples (hour);`,
    // Visits by their length so far.
    [0, 15, 30, 60, 120, 240, 480, 960, 1920, 3840]
      .map((bound) => `ALTER TABLE hourly ADD COLUMN stay${bound} INTEGER NOT NULL DEFAULT 0;`)
      .join('\n'),
    // The calls of each campaign are counted on its answer.
    `CREATE INDEX entities_by_campaign ON entities (kind, json_extract(body, '$.campaign'));`,
    `CREATE TABLE funnel (
      widget TEXT NOT NULL, day TEXT NOT NULL, style TEXT NOT NULL, page TEXT NOT NULL, shown INTEGER NOT NULL,
      opened INTEGER NOT NULL, dismissed INTEGER NOT NULL, submitted INTEGER NOT NULL,
      PRIMARY KEY (widget, day, style, page)
    ) WITHOUT ROWID;
    CREATE INDEX funnel_by_day ON funnel (day);`,
  ],
};
