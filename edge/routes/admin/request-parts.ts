import type { Context } from 'hono';
import type { z } from 'zod';
import { fieldErrorsOf } from '../../domain/field-errors.ts';
import { MAX_ADMIN_BODY } from '../../domain/limits.ts';
import { mergePatch } from '../../domain/merge-patch.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseJson, readText } from '../../http/body.ts';
import { ApiError } from '../../http/problem.ts';
import { sha256Hex } from '../../keys/ids.ts';

/** No body of the API is nested deeper than a few levels; code that walks one must not run out of stack. */
const MAX_DEPTH = 32;

/** The body with its SHA-256, hex; undefined for one that is empty. @throws ApiError */
export async function readBody(
  c: Context<AppEnv>,
  maxBytes = MAX_ADMIN_BODY,
): Promise<{ body: unknown; bodyHash: string }> {
  const text = await readText(c, maxBytes);
  const body = text.trim() === '' ? undefined : parseJson(text);
  if (isDeeper(body, MAX_DEPTH)) throw new ApiError('bad_json', { detail: 'The body is nested too deeply.' });
  return { body, bodyHash: await sha256Hex(text) };
}

/** The body by its schema; with `before` it is a merge patch of that. @throws ApiError */
export async function parseBody<Schema extends z.ZodType>(
  c: Context<AppEnv>,
  schema: Schema,
  before?: Record<string, unknown>,
): Promise<z.infer<Schema>> {
  const { body } = await readBody(c);
  const whole = before ? mergePatch(before, body) : body;
  const parsed = schema.safeParse(whole);
  if (!parsed.success) throw new ApiError('invalid', { errors: fieldErrorsOf(parsed.error, whole) });
  return parsed.data;
}

/** @throws ApiError `invalid` for a parameter that stands twice */
export function readQuery(c: Context<AppEnv>): Record<string, string> {
  const pairs = [...new URL(c.req.url).searchParams];
  const names = pairs.map(([name]) => name);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) {
    const errors = [{ path: repeated.slice(0, 100), code: 'repeated', message: 'stands twice' }];
    throw new ApiError('invalid', { detail: 'A parameter stands twice.', errors });
  }
  return Object.fromEntries(pairs);
}

/** @throws ApiError `invalid` for a key that is empty, very long or not printable ASCII */
export function readIdempotencyKey(c: Context<AppEnv>): string | null {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return null;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  const errors = [
    { path: 'Idempotency-Key', code: 'invalid_format', message: 'must be 1 to 255 printable characters' },
  ];
  throw new ApiError('invalid', { detail: 'The Idempotency-Key cannot be used.', errors });
}

/** Level by level, so that the depth of the body is no depth of calls. */
function isDeeper(value: unknown, depth: number): boolean {
  let level: unknown[] = [value];
  for (let i = 0; level.length > 0; i++) {
    if (i > depth) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}
