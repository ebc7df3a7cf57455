import type { z } from 'zod';
import { fieldErrorsOf } from '../../domain/field-errors.ts';
import { refuse, refuseFaults } from './refused.ts';

/** The body as its schema has it. @throws Refused with the path of each fault; `null` is no schema at all */
export function parseInput(schema: z.ZodObject | null, body: unknown): Record<string, unknown> {
  if (!schema) refuse('method_not_allowed', 'This is only read.');
  const parsed = schema.safeParse(body);
  if (!parsed.success) refuseFaults(fieldErrorsOf(parsed.error, body));
  return parsed.data as Record<string, unknown>;
}
