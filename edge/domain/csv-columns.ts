import type { z } from 'zod';
import type { Callback } from '../../shared/contract/admin/callback.ts';
import type { CsvValue } from './csv-cell.ts';
import type { Resource, ResourceKind } from './resource-model.ts';

/** One column of a list as a table. */
export interface CsvColumn {
  name: string;
  read(entity: Record<string, unknown>): CsvValue;
}

type Fields = Record<string, readonly CsvColumn[]>;

/** Fields that say more in columns of their own. Of a callback's attempts a table shows how many, how each ended, and the last. */
const OWN_COLUMNS: Partial<Record<ResourceKind, Fields>> = {
  callbacks: {
    attempts: [
      ofAttempts('attempts', (attempts) => attempts.length),
      ofAttempts('attempts.outcomes', (attempts) => attempts.map(({ outcome }) => outcome).join('; ')),
      ofAttempts('attempts.last.startedAt', (attempts) => attempts.at(-1)?.startedAt ?? null),
      ofAttempts('attempts.last.endedAt', (attempts) => attempts.at(-1)?.endedAt ?? null),
      ofAttempts('attempts.last.answered', (attempts) => {
        const legs = attempts.at(-1)?.legs.filter(({ answered }) => answered) ?? [];
        return legs.map(({ party }) => party).join('; ');
      }),
    ],
  },
};

/**
 * The columns of a resource, of all fields or of `fields` alone. A field that is an object has a column for each of its
 * own (`touch.source`); lists of plain values are joined by `; `, and what is deeper stands as JSON.
 */
export function csvColumns(resource: Resource, fields: readonly string[] | null): CsvColumn[] {
  const shape: Record<string, z.ZodType> = resource.entity.shape;
  const own = OWN_COLUMNS[resource.kind] ?? {};
  const columns = Object.entries(shape).flatMap(([name, schema]) => {
    if (fields && !fields.includes(name)) return [];
    return own[name] ?? columnsOf(name, schema);
  });
  const warns = resource.warns && (!fields || fields.includes('warnings'));
  return warns ? [...columns, WARNINGS] : columns;
}

/** Their codes; what to do about them a table has no room for. */
const WARNINGS: CsvColumn = {
  name: 'warnings',
  read: ({ warnings }) => ((warnings ?? []) as { code: string }[]).map(({ code }) => code).join('; '),
};

function columnsOf(name: string, schema: z.ZodType): CsvColumn[] {
  const bare = unwrap(schema);
  if (bare.def.type !== 'object') return [{ name, read: (entity) => toValue(entity[name]) }];
  const { shape } = bare as z.ZodObject;
  return Object.keys(shape).map((part) => ({
    name: `${name}.${part}`,
    read: (entity) => toValue((entity[name] as Record<string, unknown> | null | undefined)?.[part]),
  }));
}

/** Without what may be absent, null or preset. */
function unwrap(schema: z.ZodType): z.ZodType {
  const inner = (schema.def as { innerType?: z.ZodType }).innerType;
  return inner ? unwrap(inner) : schema;
}

function toValue(value: unknown): CsvValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  const isPlain = Array.isArray(value) && value.every((item) => typeof item !== 'object');
  return isPlain ? value.join('; ') : JSON.stringify(value);
}

function ofAttempts(name: string, read: (attempts: Callback['attempts']) => CsvValue): CsvColumn {
  return { name, read: ({ attempts }) => read((attempts ?? []) as Callback['attempts']) };
}
