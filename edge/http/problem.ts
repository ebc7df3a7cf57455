import type { Context } from 'hono';
import {
  ERROR_CODES,
  type ErrorCode,
  type FieldError,
  type Problem,
  problemType,
} from '../../shared/error-codes.ts';
import type { Refusal } from '../rpc/common.ts';
import type { AppEnv } from './app-env.ts';

/** Thrown where a fault is found, answered in one place (`app.ts`) as `application/problem+json`, RFC 9457. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly errors: FieldError[] | undefined;
  readonly headers: Record<string, string>;

  constructor(
    code: ErrorCode,
    options: { detail?: string; errors?: FieldError[]; headers?: Record<string, string> } = {},
  ) {
    super(code);
    this.code = code;
    this.detail = options.detail ?? ERROR_CODES[code].title;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }
}

/** An object's refusal as an error of the API. */
export function refusalToError({ code, detail, errors, retryAfterS }: Refusal): ApiError {
  const headers = retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) };
  return new ApiError(code, { detail, headers, ...(errors && { errors }) });
}

/** Headers that were set on the context, such as those of CORS, stay on the answer. */
export function answerProblem(c: Context<AppEnv>, error: ApiError): Response {
  const { status, title } = ERROR_CODES[error.code];
  const origin = c.get('services')?.config.origin ?? '';
  const problem: Problem = {
    type: problemType(origin, error.code),
    title,
    status,
    detail: error.detail,
    requestId: c.get('requestId'),
    ...(error.errors ? { errors: error.errors } : {}),
  };
  for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
  c.header('cache-control', 'no-store');
  c.header('content-type', 'application/problem+json');
  return c.body(JSON.stringify(problem).replace(/[<>&]/g, escapeCharacter), status);
}

/** Names of fields are said back, and they may be markup: to whoever reads this as HTML after all it is none. */
function escapeCharacter(character: string): string {
  return `\\u00${character.charCodeAt(0).toString(16)}`;
}
