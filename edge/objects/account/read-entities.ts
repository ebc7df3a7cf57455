import type { Resource } from '../../domain/resource-model.ts';
import type { Reach } from '../../domain/rights.ts';
import type { AdminAnswer } from '../../rpc/admin-rpc.ts';
import { encodeCursor } from './cursor.ts';
import type { EntityKind } from './entity-bodies.ts';
import type { EntityCondition, StoredEntity } from './entity-store.ts';
import { type ListQuery, parseListQuery } from './list-query.ts';
import { refuse } from './refused.ts';
import type { ResourceRules, RuleContext } from './resource-rules.ts';
import { RESOURCE_RULES } from './resource-rules-table.ts';

export type EntityAnswer = Extract<AdminAnswer, { kind: 'entity' }>;

export interface ListRequest {
  account: string;
  resource: Resource;
  query: Readonly<Record<string, string>>;
  /** The pages of one are large, and whole. */
  isExport?: boolean;
  /** What of it may be shown: only what lies within all of these. */
  within?: readonly Reach[];
}

/** @throws Refused if the parameters cannot be understood */
export function listEntities(context: RuleContext, request: ListRequest): AdminAnswer {
  return listKind(request.resource.kind, context, request);
}

/** @throws Refused with `not_found` */
export function getEntity<K extends EntityKind>(context: RuleContext, kind: K, id: string): EntityAnswer {
  const { body, revision } = findEntity(context, kind, id);
  const rules: ResourceRules<K> = RESOURCE_RULES[kind];
  return answerEntity(rules.present(context, [body])(body), revision);
}

/** @throws Refused with `not_found` */
export function findEntity<K extends EntityKind>({ entities }: RuleContext, kind: K, id: string) {
  return entities.read(kind, id) ?? refuse('not_found', `There is no such entity among the ${kind}.`);
}

export function answerEntity(entity: Record<string, unknown>, revision: number): EntityAnswer {
  return { kind: 'entity', entity, etag: etagOf(revision), created: false, sites: [] };
}

/** A strong entity tag: what a client can write is the same in two answers that carry the same tag. */
export function etagOf(revision: number): string {
  return `"${revision}"`;
}

function listKind<K extends EntityKind>(kind: K, context: RuleContext, request: ListRequest): AdminAnswer {
  const rules: ResourceRules<K> = RESOURCE_RULES[kind];
  const condition = (field: string, value: string | number | boolean) =>
    rules.condition?.(context, field, value) ?? null;
  const query = parseListQuery({ ...request, condition }, request.query);
  const where = [...query.page.where, ...(request.within ?? []).flatMap(conditionOf)];
  const rows = context.entities.page(kind, { ...query.page, where });
  const shown = rows.slice(0, query.limit);
  const present = rules.present(
    context,
    shown.map(({ body }) => body),
  );
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return {
    kind: 'list',
    items: shown.map(({ body }) => project(present(body), query.fields)),
    nextCursor: last ? cursorAfter(last, query) : null,
  };
}

function conditionOf(reach: Reach): EntityCondition[] {
  if (reach === 'all') return [];
  return [{ sql: 'id IN (SELECT value FROM json_each(?))', values: [JSON.stringify([...reach])] }];
}

function project(entity: Record<string, unknown>, fields: readonly string[] | null): Record<string, unknown> {
  if (!fields) return entity;
  return Object.fromEntries(Object.entries(entity).filter(([name]) => fields.includes(name)));
}

function cursorAfter(row: StoredEntity<{ id: string }>, { list, page }: ListQuery): string {
  const value = page.sortBy === null ? row.seq : (row.body as Record<string, unknown>)[page.sortBy];
  return encodeCursor({ list, value: value as string | number, id: row.body.id });
}
