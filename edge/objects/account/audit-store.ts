import type { Creator } from '../../../shared/contract/admin/access.ts';
import type { ActorKind } from '../../../shared/contract/admin/audit.ts';
import type { ModuleMigrations } from '../migrations.ts';
import { EntityStore, fieldSql } from './entity-store.ts';
import type { StoredAudit } from './privacy/privacy-bodies.ts';

/** Who changed what. Names of fields only: a value may be a phone or a secret. */
export interface AuditEntry {
  id: string;
  /** Epoch ms. */
  at: number;
  requestId: string;
  /** Name of whoever did it. */
  token: string;
  /** Which person or token it was; absent for the operator, a link in a mail, and what goes by itself. */
  by?: Creator;
  /** Of those without `by`: the operator, unless told otherwise. */
  actorKind?: Exclude<ActorKind, Creator['kind']>;
  /** `create`, `update`, `delete`, or the name of an action. */
  verb: string;
  kind: string;
  /** Empty for an action on the whole list. */
  entity: string;
  fields: string[];
}

/** Audit rows become entities, so that they are listed like everything else. Who did it was known by name alone. */
export const auditMigrations: ModuleMigrations = {
  module: 'audit',
  steps: [
    `CREATE INDEX entities_by_audited ON entities (kind, json_extract(body, '$.entity'), seq);
    INSERT INTO entities (kind, id, body, revision, created_at, updated_at)
      SELECT 'audit', id, json_object('id', id, 'occurredAt', at, 'requestId', request_id, 'actorKind', 'token',
        'actor', '', 'actorName', token, 'action', verb, 'kind', kind, 'entity', entity, 'fields', json(fields),
        'type', kind || '.' || verb), 1, at, at FROM audit ORDER BY seq;
    DELETE FROM audit;`,
  ],
};

export class AuditStore {
  readonly #sql: SqlStorage;
  readonly #entities: EntityStore;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#entities = new EntityStore(sql);
  }

  /** Call in the transaction of the write. */
  add({
    id,
    at,
    requestId,
    token,
    by,
    actorKind = 'operator',
    verb,
    kind,
    entity,
    fields,
  }: AuditEntry): void {
    const row: StoredAudit = {
      id,
      type: `${kind}.${verb}`,
      occurredAt: at,
      requestId,
      actorKind: by?.kind ?? actorKind,
      actor: by?.id ?? '',
      actorName: token,
      action: verb,
      kind,
      entity,
      fields,
    };
    this.#entities.insert('audit', row, at);
  }

  /** What happened to one entity, newest first. */
  listOf(entity: string, limit: number): AuditEntry[] {
    return this.#sql
      .exec<{ body: string }>(
        `SELECT body FROM entities WHERE kind = 'audit' AND ${fieldSql('entity')} = ? ORDER BY seq DESC LIMIT ?`,
        entity,
        limit,
      )
      .toArray()
      .map(({ body }) => {
        const {
          id,
          occurredAt: at,
          requestId,
          actorName: token,
          action: verb,
          ...row
        } = JSON.parse(body) as StoredAudit;
        return { id, at, requestId, token, verb, kind: row.kind, entity, fields: row.fields };
      });
  }
}
