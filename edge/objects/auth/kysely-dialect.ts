import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/**
 * Kysely on the SQLite of an object, for the library that keeps people. There is one connection and no transaction: the
 * library's statements follow each other, and each is durable before the answer leaves.
 */
export function objectDialect(sql: SqlStorage): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async <Row>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<Row>> => {
      const rows = sql.exec(text, ...parameters.map(toSql)).toArray() as Row[];
      const { changed } = sql.exec<{ changed: number }>('SELECT changes() AS changed').one();
      return { rows, numAffectedRows: BigInt(changed) };
    },
    streamQuery: () => {
      throw new Error('nothing is streamed out of an object');
    },
  };
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuseTransaction,
    commitTransaction: refuseTransaction,
    rollbackTransaction: refuseTransaction,
    releaseConnection: async () => {},
    destroy: async () => {},
  };
  return {
    createDriver: () => driver,
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

async function refuseTransaction(): Promise<void> {
  throw new Error('an object has no transactions that wait');
}

/** SQLite knows neither truth nor time. */
function toSql(value: unknown): SqlStorageValue {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return value ? 1 : 0;
  return (value ?? null) as SqlStorageValue;
}
