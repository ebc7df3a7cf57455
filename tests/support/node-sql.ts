import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/**
 * The part of Durable Objects' `SqlStorage` that stores use, over `node:sqlite`, so that the stores' own SQL runs
 * in Node by the thousand. The same stores run in workerd in tests/edge.
 */
export interface NodeSql {
  exec<T>(query: string, ...values: SQLInputValue[]): { toArray(): T[] };
}

/** A database with the given schema put into it: an empty one in memory unless told. */
export function openNodeSql(
  schema: readonly string[],
  database: DatabaseSync = new DatabaseSync(':memory:'),
): NodeSql {
  for (const step of schema) database.exec(step);
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  return {
    exec<T>(query: string, ...values: SQLInputValue[]) {
      let statement = statements.get(query);
      if (!statement) {
        statement = database.prepare(query);
        statements.set(query, statement);
      }
      const rows = statement.all(...values) as T[];
      return { toArray: () => rows };
    },
  };
}
