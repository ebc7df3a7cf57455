import { z } from 'zod';
import { InstantSchema } from '../fields.ts';
import { IdSchema } from './common.ts';

/** Rows of one import, and characters of its text. */
export const MAX_IMPORT_ROWS = 10_000;
export const MAX_IMPORT_CHARS = 4_000_000;

/** What can be brought in by rows. */
export const IMPORTED_KINDS = ['numbers', 'offices'] as const;
export type ImportedKind = (typeof IMPORTED_KINDS)[number];

/** Either `rows`, each with the fields of the entity, or `csv`, whose first line names the fields. */
export const ImportInputSchema = z
  .strictObject({
    rows: z
      .array(z.record(z.string().max(100), z.unknown()))
      .min(1)
      .max(MAX_IMPORT_ROWS)
      .optional(),
    csv: z.string().min(1).max(MAX_IMPORT_CHARS).optional(),
  })
  .refine(({ rows, csv }) => (rows === undefined) !== (csv === undefined), {
    path: ['rows'],
    message: 'either rows or csv is needed, and not both',
  });
export type ImportInput = z.infer<typeof ImportInputSchema>;

/** Work that goes on after the answer. */
export const JobSchema = z.object({
  id: IdSchema('job'),
  kind: z.enum(['import']),
  /** The collection that it is about. */
  of: z.enum(IMPORTED_KINDS),
  status: z.enum(['running', 'done', 'cancelled']),
  total: z.number().int(),
  /** Rows that were looked at; the rest of a cancelled job never was. */
  done: z.number().int(),
  created: z.number().int(),
  refused: z.number().int(),
  createdAt: InstantSchema,
  endedAt: InstantSchema.nullable(),
  madeBy: z.string(),
});
export type Job = z.infer<typeof JobSchema>;

export const JobReportInputSchema = z.strictObject({
  outcome: z.enum(['created', 'refused']).optional(),
  /** Rows after this one. */
  after: z
    .string()
    .regex(/^\d{1,6}$/, 'must be the number of a row')
    .optional(),
});
export type JobReportInput = z.infer<typeof JobReportInputSchema>;

/** What became of one row; `row` counts from 1, as a person counts them below the line of names. */
export const JobRowSchema = z.object({
  row: z.number().int(),
  outcome: z.enum(['created', 'refused']),
  /** Of the entity that was made. */
  id: z.string().nullable(),
  /** Why it was refused: field, code and words of each fault. */
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
});
export type JobRow = z.infer<typeof JobRowSchema>;

export const JobReportSchema = z.object({
  items: z.array(JobRowSchema),
  /** `after` of the next page; null on the last one. */
  nextAfter: z.number().int().nullable(),
});
