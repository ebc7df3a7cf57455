/**
 * Schema steps of one module of an object. They are only ever appended, and additive, so that code runs on a
 * newer schema than it knows. Each module counts for itself, so that parallel work does not collide.
 */
export interface ModuleMigrations {
  module: string;
  steps: string[];
}

/** Brings the storage up to date, each step in its own transaction. Runs in the constructor, synchronously. */
export function migrate(storage: DurableObjectStorage, modules: readonly ModuleMigrations[]): void {
  const { sql } = storage;
  sql.exec(
    'CREATE TABLE IF NOT EXISTS migrations (module TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID',
  );
  for (const { module, steps } of modules) {
    const [row] = sql.exec<{ n: number }>('SELECT n FROM migrations WHERE module = ?', module).toArray();
    for (let n = row?.n ?? 0; n < steps.length; n++) {
      storage.transactionSync(() => {
        sql.exec(steps[n] ?? '');
        sql.exec(
          'INSERT INTO migrations (module, n) VALUES (?, ?) ON CONFLICT (module) DO UPDATE SET n = excluded.n',
          module,
          n + 1,
        );
      });
    }
  }
}
