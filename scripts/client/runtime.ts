/**
 * How a client of the admin API asks and takes answers. `npm run client` puts this in front of the types and operations
 * that it makes of the OpenAPI document, so that the package is one file that needs nothing.
 */

/** A fault as the server tells it, RFC 9457. */
export interface ProblemAnswer {
  /** What programs go by: the last part of `type`. `unreachable` if nobody answered. */
  code: string;
  type: string;
  title: string;
  /** Of HTTP; 0 if nobody answered. */
  status: number;
  detail: string;
  requestId: string;
  /** Each field that was not accepted: a dotted path, a code, a sentence. */
  errors: { path: string; code: string; message: string }[];
  /** After so many seconds it may be asked again; null if the server does not say. */
  retryAfterS: number | null;
}

/** An answer or a fault: nothing but a mistake in the program is thrown. */
export type Result<Value> =
  | {
      ok: true;
      status: number;
      value: Value;
      /** The version, for `ifMatch` of a change. */
      etag: string | null;
      headers: Headers;
    }
  | { ok: false; problem: ProblemAnswer };

/** What iterating over a list throws when a page is refused. */
export class ProblemError extends Error {
  readonly problem: ProblemAnswer;

  constructor(problem: ProblemAnswer) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

export interface ClientOptions {
  /** Where the server answers, for instance `https://calls.example`. */
  origin: string;
  /** An API token; the operator token for what only the operator may do. */
  token: string;
  /** Used where a call names no account. */
  account?: string;
  /** How often a request is repeated that may be: after 429, and after a failure if it does nothing twice. 2 unless told. */
  retries?: number;
  /** Longer than this, seconds, nothing is waited for. 60 unless told. */
  maxWaitS?: number;
  fetch?: typeof fetch;
}

/** One operation of the document, as it is sent. */
export interface OperationSpec {
  method: string;
  path: string;
  query: readonly string[];
  /** Of the body; null for none. */
  type: string | null;
  takesKey: boolean;
}

type Args = Readonly<Record<string, unknown>>;

const WAIT_MS = 250;

/** Asks for one operation; repeats what may be repeated. */
export async function request(
  spec: OperationSpec,
  options: ClientOptions,
  args: Args = {},
): Promise<Result<unknown>> {
  const { retries = 2, maxWaitS = 60 } = options;
  // One key for all attempts: the server does it once.
  const key = spec.takesKey ? String(args.idempotencyKey ?? crypto.randomUUID()) : null;
  const isRepeatable = spec.method === 'GET' || spec.method === 'PUT' || key !== null;
  for (let attempt = 0; ; attempt++) {
    const result = await attemptOnce(spec, options, args, key);
    if (result.ok || attempt >= retries) return result;
    const { status, retryAfterS } = result.problem;
    const mayRepeat = status === 429 || (isRepeatable && (status === 0 || status >= 500));
    const waitMs = retryAfterS === null ? WAIT_MS * 2 ** attempt : retryAfterS * 1000;
    if (!mayRepeat || waitMs > maxWaitS * 1000) return result;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

/** Every item of a list, page by page, each asked for when the one before was read. @throws ProblemError */
export async function* iterate(
  spec: OperationSpec,
  options: ClientOptions,
  args: Args = {},
): AsyncGenerator<unknown> {
  let cursor: string | null = null;
  do {
    const page: Result<unknown> = await request(spec, options, cursor === null ? args : { ...args, cursor });
    if (!page.ok) throw new ProblemError(page.problem);
    const { items, nextCursor } = page.value as { items: unknown[]; nextCursor: string | null };
    yield* items;
    cursor = nextCursor;
  } while (cursor !== null);
}

/** A function for every operation, and one that iterates for every list. */
export function clientOf(
  operations: Readonly<Record<string, OperationSpec>>,
  options: ClientOptions,
): object {
  const functions = Object.entries(operations).flatMap(([name, spec]) => [
    [name, (args?: Args) => request(spec, options, args)],
    ...(name.startsWith('list')
      ? [[`all${name.slice(4)}`, (args?: Args) => iterate(spec, options, args)]]
      : []),
  ]);
  return Object.fromEntries(functions);
}

async function attemptOnce(
  spec: OperationSpec,
  options: ClientOptions,
  args: Args,
  key: string | null,
): Promise<Result<unknown>> {
  const send = options.fetch ?? fetch;
  const headers = new Headers({ authorization: `Bearer ${options.token}`, accept: 'application/json' });
  if (key !== null) headers.set('idempotency-key', key);
  if (args.ifMatch !== undefined) headers.set('if-match', String(args.ifMatch));
  const init: RequestInit = { method: spec.method, headers, redirect: 'manual' };
  if (spec.type !== null && args.body !== undefined) {
    headers.set('content-type', spec.type);
    init.body = /\bjson$/.test(spec.type)
      ? JSON.stringify(args.body)
      : (args.body as NonNullable<RequestInit['body']>);
  }
  const address = addressOf(spec, options, args);
  try {
    const response = await send(address, init);
    const text = await response.text();
    return response.ok ? answerOf(response, text) : { ok: false, problem: problemOf(response, text) };
  } catch (error) {
    return { ok: false, problem: unreachable(error) };
  }
}

/** @throws TypeError for a part of the path that is missing: that is a mistake in the program */
function addressOf({ path, query }: OperationSpec, options: ClientOptions, args: Args): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = args[name] ?? (name === 'account' ? options.account : undefined);
    if (value === undefined) throw new TypeError(`${name} is missing`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const name of query) if (args[name] !== undefined) search.set(name, String(args[name]));
  const asked = search.toString();
  return options.origin.replace(/\/$/, '') + filled + (asked && `?${asked}`);
}

function answerOf({ status, headers }: Response, text: string): Result<unknown> {
  const value: unknown = text === '' ? null : JSON.parse(text);
  return { ok: true, status, value, etag: headers.get('etag'), headers };
}

/** Whatever stands between may answer something else than a problem. */
function problemOf({ status, statusText, headers }: Response, text: string): ProblemAnswer {
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  const told = (isProblem ? JSON.parse(text) : {}) as Partial<ProblemAnswer>;
  const after = headers.get('retry-after');
  return {
    code: told.type?.split('/').at(-1) ?? 'not_a_problem',
    type: told.type ?? 'about:blank',
    title: told.title ?? statusText,
    status,
    detail: told.detail ?? `The answer has the status ${status} and is no problem document.`,
    requestId: told.requestId ?? headers.get('x-request-id') ?? '',
    errors: told.errors ?? [],
    retryAfterS: after !== null && /^\d+$/.test(after) ? Number(after) : null,
  };
}

function unreachable(error: unknown): ProblemAnswer {
  const detail = error instanceof Error ? error.message : String(error);
  const title = 'Nobody answered';
  return {
    code: 'unreachable',
    type: 'about:blank',
    title,
    status: 0,
    detail,
    requestId: '',
    errors: [],
    retryAfterS: null,
  };
}
