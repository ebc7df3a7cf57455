import type { Context } from 'hono';
import type { z } from 'zod';
import { fieldErrorsOf } from '../domain/field-errors.ts';
import type { AppEnv } from './app-env.ts';
import { ApiError } from './problem.ts';

/**
 * The body as text, at most `maxBytes` bytes; `too_large` otherwise. A body that says how long it is ends there, so it
 * comes in one piece; any other is read in pieces, and not to its end if it is too long.
 */
export async function readText(c: Context<AppEnv>, maxBytes: number): Promise<string> {
  const length = c.req.raw.headers.get('content-length');
  if (length === null) return new TextDecoder().decode(await readPieces(c.req.raw.body, maxBytes));
  if (Number(length) > maxBytes) throw tooLarge(maxBytes);
  // Not `text()`: the runtime warns of every form that is read by it.
  const text = new TextDecoder().decode(await c.req.raw.arrayBuffer());
  if (text.length > maxBytes) throw tooLarge(maxBytes);
  return text;
}

/** The body as it came; the same limits as of a text. */
export async function readBytes(c: Context<AppEnv>, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const length = c.req.raw.headers.get('content-length');
  if (length !== null && Number(length) > maxBytes) throw tooLarge(maxBytes);
  return readPieces(c.req.raw.body, maxBytes);
}

async function readPieces(body: Request['body'], maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw tooLarge(maxBytes);
    }
    pieces.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function tooLarge(maxBytes: number): ApiError {
  return new ApiError('too_large', { detail: `The body may have at most ${maxBytes} bytes.` });
}

/** The body as JSON, whatever its content type says: pages send `text/plain` to need no preflight. */
export async function readJson(c: Context<AppEnv>, maxBytes: number): Promise<unknown> {
  return parseJson(await readText(c, maxBytes));
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('bad_json', { detail: 'The body must be one JSON value.' });
  }
}

/** The value as the schema has it, or `invalid` with a path for every fault. */
export function parseWith<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ApiError('invalid', { errors: fieldErrorsOf(result.error, value) });
}
