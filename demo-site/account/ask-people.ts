import type { FieldError, Problem } from '../../shared/error-codes.ts';
import { ADMIN_PATH } from '../../shared/paths.ts';

export type PeopleAnswer<T> =
  | { kind: 'ok'; value: T }
  | { kind: 'refused'; status: number; code: string; message: string; errors: FieldError[] };

/** One request of people's part of the API; the cookie goes along. `path` is below `/admin/v1`. Never throws. */
export async function askPeople<T>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
): Promise<PeopleAnswer<T>> {
  try {
    const response = await fetch(ADMIN_PATH + path, {
      method,
      cache: 'no-store',
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (response.ok) {
      return { kind: 'ok', value: (response.status === 204 ? null : await response.json()) as T };
    }
    const problem = (await response.json()) as Partial<Problem>;
    const message = problem.detail ?? `The server answered ${response.status}.`;
    const code = problem.type?.split('/').at(-1) ?? '';
    return { kind: 'refused', status: response.status, code, message, errors: problem.errors ?? [] };
  } catch {
    const message = 'The server cannot be reached just now.';
    return { kind: 'refused', status: 0, code: 'unreachable', message, errors: [] };
  }
}
