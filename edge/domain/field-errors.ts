import type { z } from 'zod';
import type { FieldError } from '../../shared/error-codes.ts';

type Issue = z.core.$ZodIssue;

/** More faults than this say nothing new. */
const MAX_ERRORS = 100;
/** Names of fields come from the request: they are shown, but not at any length. */
const MAX_PATH = 200;

/** The faults of a request body in the order in which the schema found them. Values are never part of them. */
export function fieldErrorsOf(error: z.ZodError, body: unknown): FieldError[] {
  return error.issues
    .flatMap((issue) => errorsOfIssue(issue, [], body))
    .slice(0, MAX_ERRORS)
    .map(({ path, ...rest }) => ({ path: path.slice(0, MAX_PATH), ...rest }));
}

function errorsOfIssue(issue: Issue, above: PropertyKey[], body: unknown): FieldError[] {
  const keys = [...above, ...issue.path];
  const path = keys.map(String).join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: path === '' ? key : `${path}.${key}`,
        code: 'unrecognized_key',
        message: 'there is no such field',
      }));
    case 'invalid_type':
    case 'invalid_value':
      if (valueAt(body, keys) === undefined) return [{ path, code: 'required', message: 'is required' }];
      return issue.code === 'invalid_value'
        ? [{ path, code: issue.code, message: `must be one of: ${issue.values.join(', ')}` }]
        : [{ path, code: issue.code, message: `must be of type ${issue.expected}` }];
    case 'invalid_union': {
      // The branch that fits the value's type says best what is wrong with it.
      const branch = issue.errors.find((issues) => !issues.some(isWrongType));
      return branch
        ? branch.flatMap((inner) => errorsOfIssue(inner, keys, body))
        : [{ path, code: 'invalid_type', message: 'is of a type that is not accepted here' }];
    }
    case 'invalid_key':
      return [{ path, code: 'invalid_key', message: issue.issues[0]?.message ?? issue.message }];
    case 'too_small':
    case 'too_big':
      return [{ path, code: sizeCode(issue), message: issue.message }];
    case 'invalid_format':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return [{ path, code: issue.code, message: issue.message }];
    default: {
      const never: never = issue;
      return never;
    }
  }
}

function isWrongType(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function sizeCode({ code, origin }: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  const isLength = origin === 'string' || origin === 'array';
  if (code === 'too_small') return isLength ? 'too_short' : 'too_small';
  return isLength ? 'too_long' : 'too_big';
}

function valueAt(body: unknown, keys: readonly PropertyKey[]): unknown {
  return keys.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    body,
  );
}
