import type { ModuleMigrations } from '../../migrations.ts';

/** The bytes of uploads, in rows of half a megabyte: a row holds two, and a reader seldom needs the whole. */
export const uploadMigrations: ModuleMigrations = {
  module: 'uploads',
  steps: [
    `CREATE TABLE uploads (
      key TEXT PRIMARY KEY, type TEXT NOT NULL, size INTEGER NOT NULL, digest TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE upload_rows (key TEXT NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL);
    CREATE UNIQUE INDEX upload_rows_by_place ON upload_rows (key, n);`,
  ],
};
