import { z } from 'zod';
import { InstantSchema } from '../../../shared/contract/fields.ts';
import type { FieldError } from '../../../shared/error-codes.ts';
import { PAGE_LIMIT, type Resource } from '../../domain/resource-model.ts';
import { decodeCursor } from './cursor.ts';
import { type EntityCondition, type EntityPage, fieldSql } from './entity-store.ts';
import { refuse, refuseFaults } from './refused.ts';

export interface ListQuery {
  /** Asks for one row more than is shown, so that it is known whether another page follows. */
  page: EntityPage;
  limit: number;
  /** The fields to show, or null for all. */
  fields: string[] | null;
  /** What cursors of this list are marked with. */
  list: string;
}

export interface ListOf {
  account: string;
  resource: Resource;
  /** How the resource itself answers a filter; null leaves it to the stored field. */
  condition: (field: string, value: string | number | boolean) => EntityCondition | null;
  /** Its pages are large, whatever the query says. */
  isExport?: boolean;
}

/** @throws Refused with `unknown_parameter`, `invalid` or `bad_cursor` */
export function parseListQuery(of: ListOf, query: Readonly<Record<string, string>>): ListQuery {
  const { resource } = of;
  const faults: FieldError[] = [];
  const where: EntityCondition[] = [];
  let limit: number = of.isExport ? PAGE_LIMIT.export : PAGE_LIMIT.preset;
  let sort = resource.defaultSort;
  let fields: string[] | null = null;
  let cursor: string | null = null;
  for (const [name, value] of Object.entries(query)) {
    if (name === 'limit') limit = readLimit(value, faults);
    else if (name === 'cursor') cursor = value;
    else if (name === 'sort') sort = readSort(resource, value, faults);
    else if (name === 'fields') fields = readFields(resource, value, faults);
    else if (resource.timeField && (name === 'from' || name === 'to'))
      where.push(...readInstant(resource.timeField, name, value, faults));
    else if (resource.filters.includes(name)) where.push(...readFilter(of, name, value, faults));
    else refuseParameter(name);
  }
  refuseFaults(faults);
  const list = `${of.account}/${resource.kind}/${sort ?? ''}`;
  const after = cursor === null ? null : decodeCursor(cursor, list);
  if (cursor !== null && !after) refuse('bad_cursor', 'Begin the list again without a cursor.');
  const descending = sort?.startsWith('-') ?? false;
  const sortBy = sort?.replace('-', '') ?? null;
  return { page: { where, sortBy, descending, after, limit: limit + 1 }, limit, fields, list };
}

/** Only lists take parameters. */
export function refuseParameters(query: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(query)) refuseParameter(name);
}

/** All fields that an entity of the resource is shown with. */
function fieldsOf(resource: Resource): string[] {
  return [...Object.keys(resource.entity.shape), ...(resource.warns ? ['warnings'] : [])];
}

function refuseParameter(name: string): never {
  const path = name.slice(0, 100);
  refuse('unknown_parameter', `There is no parameter "${path}" here.`, [
    { path, code: 'unknown_parameter', message: 'there is no such parameter' },
  ]);
}

function readLimit(value: string, faults: FieldError[]): number {
  const limit = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (limit < 1 || limit > PAGE_LIMIT.max) {
    faults.push({ path: 'limit', code: 'out_of_range', message: `must be 1 to ${PAGE_LIMIT.max}` });
  }
  return limit;
}

function readSort(resource: Resource, value: string, faults: FieldError[]): string | null {
  if (!resource.sorts.includes(value.replace(/^-/, ''))) faults.push(unknownField('sort', resource.sorts));
  return value;
}

/** From an instant on, and until before another one. */
function readInstant(
  field: string,
  name: 'from' | 'to',
  value: string,
  faults: FieldError[],
): EntityCondition[] {
  if (!InstantSchema.safeParse(value).success) {
    faults.push({
      path: name,
      code: 'invalid_format',
      message: 'must be an instant, like 2026-12-01T09:00:00Z',
    });
    return [];
  }
  return [{ sql: `${fieldSql(field)} ${name === 'from' ? '>=' : '<'} ?`, values: [Date.parse(value)] }];
}

/** The id is always among them: without it an entity is nothing. */
function readFields(resource: Resource, value: string, faults: FieldError[]): string[] {
  const known = fieldsOf(resource);
  const names = value.split(',').map((name) => name.trim());
  if (names.some((name) => !known.includes(name))) faults.push(unknownField('fields', known));
  return ['id', ...names];
}

function readFilter(of: ListOf, field: string, text: string, faults: FieldError[]): EntityCondition[] {
  const whole = of.resource.filterBy?.[field] ?? of.resource.entity.shape[field];
  // A list is asked whether it has a value.
  const schema = whole instanceof z.ZodArray ? (whole.element as z.ZodType) : whole;
  const candidates: unknown[] = [text, ...(text === 'true' || text === 'false' ? [text === 'true'] : [])];
  const value = candidates.map((candidate) => schema?.safeParse(candidate)).find((parsed) => parsed?.success)
    ?.data as string | number | boolean | undefined;
  if (value === undefined) {
    faults.push({ path: field, code: 'invalid_value', message: 'is no value that this field can have' });
    return [];
  }
  const has = `EXISTS (SELECT 1 FROM json_each(${fieldSql(field)}) WHERE value = ?)`;
  const sql = whole instanceof z.ZodArray ? has : `${fieldSql(field)} = ?`;
  return [of.condition(field, value) ?? { sql, values: [stored(value)] }];
}

function stored(value: string | number | boolean): string | number {
  return typeof value === 'boolean' ? Number(value) : value;
}

function unknownField(path: string, known: readonly string[]): FieldError {
  return { path, code: 'unknown_field', message: `must be of: ${known.join(', ')}` };
}
