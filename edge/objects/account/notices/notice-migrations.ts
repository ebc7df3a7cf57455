import type { ModuleMigrations } from '../../migrations.ts';

/** Of which results of calls which address was told; and which queues stand still. */
export const noticeMigrations: ModuleMigrations = {
  module: 'notices',
  steps: [
    `CREATE TABLE notices (key TEXT PRIMARY KEY, made_at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX notices_by_time ON notices (made_at);
    CREATE TABLE paused_queues (destination TEXT PRIMARY KEY) WITHOUT ROWID;`,
  ],
};
