import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteQueryCompiler,
  type TableMetadata,
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
    createIntrospector: () => objectIntrospector(sql),
  };
}

/**
 * What tables there are. The runtime has some of its own (`_cf_…`) from the first alarm on, and refuses whatever asks
 * about their columns: Kysely's own introspector does.
 */
function objectIntrospector(sql: SqlStorage): DatabaseIntrospector {
  const getTables = async (): Promise<TableMetadata[]> =>
    sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .toArray()
      .filter(({ name }) => !/^(_cf_|sqlite_)/.test(name))
      .map(({ name }) => ({ name, isView: false, isForeign: false, columns: columnsOf(sql, name) }));
  return {
    getSchemas: async () => [],
    getTables,
    getMetadata: async () => ({ tables: await getTables() }),
  };
}

function columnsOf(sql: SqlStorage, table: string): TableMetadata['columns'] {
  return sql
    .exec<{ name: string; type: string; notnull: number; dflt_value: string | null }>(
      'SELECT name, type, "notnull", dflt_value FROM pragma_table_info(?)',
      table,
    )
    .toArray()
    .map((column) => ({
      name: column.name,
      dataType: column.type,
      isNullable: column.notnull === 0,
      isAutoIncrementing: false,
      hasDefaultValue: column.dflt_value !== null,
    }));
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
