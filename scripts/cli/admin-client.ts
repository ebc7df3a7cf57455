import { explainRefusal } from '../seed/admin-api.ts';
import { UserError } from '../user-error.ts';
import { type CommandCall, type CommandOptions, textOf, UsageError } from './command.ts';

/** Options of every command that talks to a server. */
export const SERVER_OPTIONS = {
  origin: { type: 'string' },
  token: { type: 'string' },
} as const satisfies CommandOptions;

export const SERVER_USAGE = `  --origin   where the server is, or RINGLET_ORIGIN; http://127.0.0.1:8787 unless told
  --token    an API token, or better RINGLET_TOKEN: other users of the machine see arguments`;

export interface ServerRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** JSON. */
  body?: unknown;
  /** Of a file, instead of a body. */
  bytes?: Uint8Array;
  headers?: Record<string, string>;
}

/** The admin API as commands use it. */
export interface AdminClient {
  origin: string;
  /** `path` begins with a slash. @throws UserError with what the server says to a refusal */
  send(path: string, request?: ServerRequest): Promise<Response>;
  json<T>(path: string, request?: ServerRequest): Promise<T>;
}

/** The API of one account, `path` below it. */
export interface AccountClient extends AdminClient {
  account: string;
}

/** @throws UsageError without a token */
export function openServer({ values, env }: Pick<CommandCall, 'values' | 'env'>, token: string): AdminClient {
  const origin = (textOf(values, 'origin') ?? (env.RINGLET_ORIGIN || 'http://127.0.0.1:8787')).replace(
    /\/$/,
    '',
  );
  if (!URL.canParse(origin))
    throw new UsageError(`--origin must look like https://calls.example, not "${origin}".`);
  const send = async (path: string, { method = 'GET', body, bytes, headers = {} }: ServerRequest = {}) => {
    const response = await fetch(origin + path, {
      method,
      headers: {
        ...(bytes && { 'content-type': 'application/octet-stream' }),
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(bytes && { body: bytes as Uint8Array<ArrayBuffer> }),
    }).catch((error: unknown) => {
      const { cause } = error as { cause?: { code?: string } };
      throw new UserError(`${origin} cannot be reached${cause?.code ? ` (${cause.code})` : ''}.`);
    });
    if (!response.ok) throw new UserError(await explainRefusal(response, method));
    return response;
  };
  return {
    origin,
    send,
    json: async <T>(path: string, request?: ServerRequest) => (await (await send(path, request)).json()) as T,
  };
}

/** The account that the token belongs to. @throws UsageError without a token */
export function openOwnAccount(call: Pick<CommandCall, 'values' | 'env'>): AccountClient {
  const token = textOf(call.values, 'token') ?? call.env.RINGLET_TOKEN;
  if (!token) throw new UsageError('An API token is missing: set RINGLET_TOKEN, or give --token.');
  const account = /^rl_([0-9a-z]{10})[0-9a-z]{32}$/.exec(token)?.[1];
  if (account === undefined) throw new UsageError('This is no API token: they look like rl_…');
  const server = openServer(call, token);
  const at = (path: string) => `/admin/v1/accounts/${account}${path === '' ? '' : `/${path}`}`;
  return {
    account,
    origin: server.origin,
    send: (path, request) => server.send(at(path), request),
    json: (path, request) => server.json(at(path), request),
  };
}

export const OPERATOR_OPTIONS = { origin: { type: 'string' } } as const satisfies CommandOptions;
export const OPERATOR_USAGE = `  --origin   where the server is, or RINGLET_ORIGIN; http://127.0.0.1:8787 unless told
  The operator token comes from RINGLET_OPERATOR_TOKEN; a server of one's own keeps it in .ringlet/secrets.json.`;

/** For what only the operator of the server may do. @throws UsageError without the token */
export function openAsOperator(call: Pick<CommandCall, 'values' | 'env'>): AdminClient {
  const token = call.env.RINGLET_OPERATOR_TOKEN;
  if (!token) throw new UsageError('The operator token is missing: set RINGLET_OPERATOR_TOKEN.');
  return openServer(call, token);
}
