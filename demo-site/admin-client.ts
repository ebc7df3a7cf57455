import type { FieldError, Problem } from '../shared/error-codes.ts';
import { adminPath } from '../shared/paths.ts';
import type { BrowserSession } from './browser-session.ts';

/** An entity with the version that it was read at. */
export interface Versioned<T> {
  entity: T;
  etag: string;
}

export type Failure =
  | { kind: 'unauthorized' }
  /** Somebody else wrote in the meantime. */
  | { kind: 'lost_race' }
  /** `code` as the problem's type has it, for instance `conflict`; empty if it was no problem of ours. */
  | { kind: 'refused'; code: string; message: string; errors: FieldError[] }
  | { kind: 'unreachable' };

export type Result<T> = { kind: 'ok'; value: T } | Failure;

/** The whole list, page by page. `path` is below the account, for instance `offices`; `filter` is `kind=sip` or empty. */
export async function listAll<T>(session: BrowserSession, path: string, filter = ''): Promise<Result<T[]>> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const first: string = `?limit=100${filter && `&${filter}`}`;
    const query = cursor === null ? first : `${first}&cursor=${encodeURIComponent(cursor)}`;
    const answer = await request(session, 'GET', path + query);
    if (answer.kind !== 'ok') return answer;
    const page = (await answer.value.json()) as { items: T[]; nextCursor: string | null };
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { kind: 'ok', value: items };
}

/** The first page of a list. `path` is below the account and has a filter, for instance `calls?status=talking`. */
export async function listNewest<T>(session: BrowserSession, path: string): Promise<Result<T[]>> {
  const answer = await request(session, 'GET', path);
  if (answer.kind !== 'ok') return answer;
  return { kind: 'ok', value: ((await answer.value.json()) as { items: T[] }).items };
}

/** One entity with its ETag; the account itself for an empty path. */
export async function getEntity<T>(session: BrowserSession, path: string): Promise<Result<Versioned<T>>> {
  return versioned<T>(await request(session, 'GET', path));
}

/** A question that is asked by POST. `path` is below the account, for instance `sites/site_…/check`. */
export async function askQuestion<T>(
  session: BrowserSession,
  path: string,
  question: object,
): Promise<Result<T>> {
  const headers = { 'content-type': 'application/json' };
  const answer = await request(session, 'POST', path, { headers, body: JSON.stringify(question) });
  return answer.kind === 'ok' ? { kind: 'ok', value: (await answer.value.json()) as T } : answer;
}

/** RFC 7396 merge patch, refused if the entity is no longer at `etag`. */
export async function patchEntity<T>(
  session: BrowserSession,
  path: string,
  change: { patch: object; etag: string },
): Promise<Result<Versioned<T>>> {
  const answer = await request(session, 'PATCH', path, {
    headers: { 'content-type': 'application/merge-patch+json', 'if-match': change.etag },
    body: JSON.stringify(change.patch),
  });
  return versioned<T>(answer);
}

/** Makes an entity. `kind` is the collection; with the same `key` it is made once. */
export async function createEntity<T>(
  session: BrowserSession,
  kind: string,
  body: object,
  key: string = crypto.randomUUID(),
): Promise<Result<Versioned<T>>> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  return versioned<T>(await request(session, 'POST', kind, { headers, body: JSON.stringify(body) }));
}

/** Sends a file as it is. The same bytes once more are the upload that there is. */
export async function uploadFile<T>(session: BrowserSession, file: File): Promise<Result<Versioned<T>>> {
  const name = file.name.slice(0, 100) || 'Upload';
  const headers = { 'content-type': 'application/octet-stream' };
  const path = `uploads?name=${encodeURIComponent(name)}`;
  return versioned<T>(await request(session, 'POST', path, { headers, body: file }));
}

/** Gives the browser a file to keep, under this name: an answer of the API as CSV. */
export async function downloadFile(
  session: BrowserSession,
  path: string,
  name: string,
): Promise<Result<null>> {
  const answer = await request(session, 'GET', path, { headers: { accept: 'text/csv' } });
  if (answer.kind !== 'ok') return answer;
  const url = URL.createObjectURL(await answer.value.blob());
  const link = document.createElement('a');
  Object.assign(link, { href: url, download: name });
  link.click();
  // The browser has begun by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return { kind: 'ok', value: null };
}

/** An action on an entity, for instance `campaigns/cmp_…/start`. */
export async function actOn<T>(session: BrowserSession, path: string): Promise<Result<Versioned<T>>> {
  const headers = { 'idempotency-key': crypto.randomUUID() };
  return versioned<T>(await request(session, 'POST', path, { headers }));
}

/** `path` names one entity. */
export async function deleteEntity(session: BrowserSession, path: string): Promise<Result<null>> {
  const answer = await request(session, 'DELETE', path);
  return answer.kind === 'ok' ? { kind: 'ok', value: null } : answer;
}

async function versioned<T>(answer: Result<Response>): Promise<Result<Versioned<T>>> {
  if (answer.kind !== 'ok') return answer;
  const entity = (await answer.value.json()) as T;
  return { kind: 'ok', value: { entity, etag: answer.value.headers.get('etag') ?? '' } };
}

async function request(
  session: BrowserSession,
  method: 'GET' | 'PATCH' | 'POST' | 'DELETE',
  path: string,
  init: { headers?: Record<string, string>; body?: string | File } = {},
): Promise<Result<Response>> {
  try {
    const response = await fetch(adminPath(session.account, path).replace(/\/$/, ''), {
      ...init,
      method,
      headers: { ...init.headers, ...credentialOf(session) },
      // The cookie of whoever is signed in goes along only where no token stands for them.
      credentials: session.token === null ? 'same-origin' : 'omit',
      cache: 'no-store',
    });
    return response.ok ? { kind: 'ok', value: response } : await readFailure(response);
  } catch {
    return { kind: 'unreachable' }; // no connection, or the answer broke off: the caller may try again
  }
}

function credentialOf({ token }: BrowserSession): Record<string, string> {
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

async function readFailure(response: Response): Promise<Failure> {
  if (response.status === 401) return { kind: 'unauthorized' };
  if (response.status === 412) return { kind: 'lost_race' };
  const isProblem = response.headers.get('content-type')?.includes('problem+json') ?? false;
  const problem = isProblem ? ((await response.json()) as Partial<Problem>) : {};
  const message = problem.detail || problem.title || `The server answered ${response.status}.`;
  const code = problem.type?.split('/').at(-1) ?? '';
  return { kind: 'refused', code, message, errors: problem.errors ?? [] };
}
