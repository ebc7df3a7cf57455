/**
 * One table of JSON documents for everything an account is set up with. An entity is always read and written whole,
 * is validated by its schema before it gets here, and gains fields far more often than lists gain filters: a column
 * per field would mean a migration per field and nothing in return. What lists filter and sort by has an expression
 * index (account-migrations.ts).
 */

import type { EntityBodies, EntityKind } from './entity-bodies.ts';

/** A document with the number of its version, which begins at 1; instants are epoch ms. */
export interface StoredEntity<T> {
  body: T;
  revision: number;
  /** Grows with every entity that is made: the order of creation. */
  seq: number;
  createdAt: number;
  updatedAt: number;
}

/** A condition on a row of `entities`: SQL made of constants only, and the values of its question marks. */
export interface EntityCondition {
  sql: string;
  values: (string | number)[];
}

export interface EntityPage {
  where: EntityCondition[];
  /** A path of the body, or null for the order of creation. */
  sortBy: string | null;
  descending: boolean;
  /** The last row of the page before. */
  after: { value: string | number; id: string } | null;
  limit: number;
}

type Row = { seq: number; body: string; revision: number; created_at: number; updated_at: number };
const COLUMNS = 'seq, body, revision, created_at, updated_at';

export class EntityStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** All of a kind: campaigns in list order, everything else in the order of creation. */
  list<K extends EntityKind>(kind: K): EntityBodies[K][] {
    const order = kind === 'campaigns' ? `${fieldSql('position')}, seq` : 'seq';
    return this.#sql
      .exec<{ body: string }>(`SELECT body FROM entities WHERE kind = ? ORDER BY ${order}`, kind)
      .toArray()
      .map((row) => JSON.parse(row.body) as EntityBodies[K]);
  }

  get<K extends EntityKind>(kind: K, id: string): EntityBodies[K] | null {
    return this.read(kind, id)?.body ?? null;
  }

  read<K extends EntityKind>(kind: K, id: string): StoredEntity<EntityBodies[K]> | null {
    const [row] = this.#sql
      .exec<Row>(`SELECT ${COLUMNS} FROM entities WHERE kind = ? AND id = ?`, kind, id)
      .toArray();
    return row ? openRow<K>(row) : null;
  }

  /** One page of a kind; equal sort values are told apart by id, so that no row is seen twice or skipped. */
  page<K extends EntityKind>(kind: K, page: EntityPage): StoredEntity<EntityBodies[K]>[] {
    const sort = page.sortBy === null ? 'seq' : fieldSql(page.sortBy);
    const direction = page.descending ? 'DESC' : 'ASC';
    const conditions = [{ sql: 'kind = ?', values: [kind] as (string | number)[] }, ...page.where];
    if (page.after) {
      const { value, id } = page.after;
      conditions.push({ sql: `(${sort}, id) ${page.descending ? '<' : '>'} (?, ?)`, values: [value, id] });
    }
    return this.#sql
      .exec<Row>(
        `SELECT ${COLUMNS} FROM entities WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}
         ORDER BY ${sort} ${direction}, id ${direction} LIMIT ?`,
        ...conditions.flatMap(({ values }) => values),
        page.limit,
      )
      .toArray()
      .map(openRow<K>);
  }

  insert<K extends EntityKind>(kind: K, body: EntityBodies[K], now: number): void {
    this.#sql.exec(
      'INSERT INTO entities (kind, id, body, revision, created_at, updated_at) VALUES (?, ?, ?, 1, ?, ?)',
      kind,
      body.id,
      JSON.stringify(body),
      now,
      now,
    );
  }

  /** Writes a new version of an entity, or its first one. */
  save<K extends EntityKind>(kind: K, body: EntityBodies[K], now: number): void {
    this.#sql.exec(
      `INSERT INTO entities (kind, id, body, revision, created_at, updated_at) VALUES (?1, ?2, ?3, 1, ?4, ?4)
       ON CONFLICT (kind, id) DO UPDATE SET body = ?3, revision = revision + 1, updated_at = ?4`,
      kind,
      body.id,
      JSON.stringify(body),
      now,
    );
  }

  /** Puts another text in the place of one that stands in the body, of the same meaning: the version stays. */
  replaceText(kind: EntityKind, id: string, old: string, next: string): void {
    this.#sql.exec(
      'UPDATE entities SET body = replace(body, ?, ?) WHERE kind = ? AND id = ?',
      old,
      next,
      kind,
      id,
    );
  }

  remove(kind: EntityKind, id: string): void {
    this.#sql.exec('DELETE FROM entities WHERE kind = ? AND id = ?', kind, id);
  }

  /** Changes fields of many at once, each to a new version. A field cannot be removed, for `null` is a value here. */
  mergeWhere<K extends EntityKind>(
    kind: K,
    { sql, values }: EntityCondition,
    fields: Partial<EntityBodies[K]>,
    now: number,
  ): void {
    const sets = Object.entries(fields);
    const paths = sets.map(([name]) => `, '$.${fieldName(name)}', json(?)`).join('');
    this.#sql.exec(
      `UPDATE entities SET body = json_set(body${paths}), revision = revision + 1, updated_at = ?
       WHERE kind = ? AND ${sql}`,
      ...sets.map(([, value]) => JSON.stringify(value)),
      now,
      kind,
      ...values,
    );
  }

  removeWhere(kind: EntityKind, { sql, values }: EntityCondition): void {
    this.#sql.exec(`DELETE FROM entities WHERE kind = ? AND ${sql}`, kind, ...values);
  }
}

/** SQL of a field of the body. `field` is a name of the resource table, never a visitor's text. */
export function fieldSql(field: string): string {
  return `json_extract(body, '$.${fieldName(field)}')`;
}

function fieldName(field: string): string {
  if (!/^[a-zA-Z0-9]+$/.test(field)) throw new Error(`${field} is no field name`);
  return field;
}

function openRow<K extends EntityKind>(row: Row): StoredEntity<EntityBodies[K]> {
  return {
    body: JSON.parse(row.body) as EntityBodies[K],
    revision: row.revision,
    seq: row.seq,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
