/** Who changed what. Names of fields only: a value may be a phone or a secret. */
export interface AuditEntry {
  id: string;
  /** Epoch ms. */
  at: number;
  requestId: string;
  /** Name of the token. */
  token: string;
  /** `create`, `update`, `delete`, or the name of an action. */
  verb: string;
  kind: string;
  /** Empty for an action on the whole list. */
  entity: string;
  fields: string[];
}

type Row = {
  id: string;
  at: number;
  request_id: string;
  token: string;
  verb: string;
  kind: string;
  entity: string;
  fields: string;
};

export class AuditStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Call in the transaction of the write. */
  add(entry: AuditEntry): void {
    this.#sql.exec(
      `INSERT INTO audit (id, at, request_id, token, verb, kind, entity, fields)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      entry.id,
      entry.at,
      entry.requestId,
      entry.token,
      entry.verb,
      entry.kind,
      entry.entity,
      JSON.stringify(entry.fields),
    );
  }

  /** What happened to one entity, newest first. */
  listOf(entity: string, limit: number): AuditEntry[] {
    return this.#sql
      .exec<Row>(
        `SELECT id, at, request_id, token, verb, kind, entity, fields FROM audit WHERE entity = ?
         ORDER BY seq DESC LIMIT ?`,
        entity,
        limit,
      )
      .toArray()
      .map(({ request_id, fields, ...row }) => ({
        ...row,
        requestId: request_id,
        fields: JSON.parse(fields) as string[],
      }));
  }
}
