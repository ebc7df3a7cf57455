import type { CrmOutcome } from '../../../domain/crm/port.ts';
import { type Reply, retryAfterMs } from '../../post-message.ts';

/**
 * The wire of AutoCRM. Unverified: it follows a third party's copy of the interface's description (version 0.0.1), and
 * each dealership has an installation of its own. All that depends on that description lies in this folder, and is tried
 * against `tests/fakes/fake-autocrm.ts` alone.
 */

export interface AutocrmAccount {
  /** `https://dealer.autocrm.ru/yii/api`, without a trailing slash. */
  api: string;
  login: string;
  password: string;
  /** Of the dealership, IANA: AutoCRM's times name none. */
  timeZone: string;
  /** Dealership of what no rule gives another. */
  salon: string | null;
  post(address: string, init: RequestInit): Promise<Reply>;
  /** Epoch ms. */
  now(): number;
}

export type Json = Record<string, unknown>;
export type Query = Readonly<Record<string, string>>;

/** What a list or an entity may be filtered by and made of. */
export interface AutocrmRequest {
  method?: 'GET' | 'POST' | 'PUT';
  query?: Query;
  body?: Json;
}

/** `result` of the answer; with its headers, which count pages. */
export interface AutocrmAnswer {
  result: unknown;
  headers: Headers;
}

/** One request. A failure is told by the vendor's own words, without what was sent. */
export async function askAutocrm(
  account: AutocrmAccount,
  path: string,
  { method = 'GET', query = {}, body }: AutocrmRequest = {},
): Promise<CrmOutcome<AutocrmAnswer>> {
  const search = new URLSearchParams(query).toString();
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization: `Basic ${toBase64(`${account.login}:${account.password}`)}`,
  };
  if (body) headers['content-type'] = 'application/json';
  const address = `${account.api}${path}${search && `?${search}`}`;
  const reply = await account.post(address, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return readReply(reply, account.now());
}

function readReply(reply: Reply, now: number): CrmOutcome<AutocrmAnswer> {
  if (reply.kind === 'forbidden') return refused('gone', 'the domain leads to no public host');
  if (reply.kind === 'silent') return { kind: 'retry', detail: 'no answer' };
  const { status, headers } = reply;
  if (status === 401 || status === 403)
    return refused('auth', `status ${status}: login or password is wrong`);
  if (status === 404 || status === 405) return refused('unsupported', `status ${status}`);
  if (status === 429 || status === 408 || status >= 500) {
    const afterMs = retryAfterMs(headers, now);
    return { kind: 'retry', detail: `status ${status}`, ...(afterMs !== null && { afterMs }) };
  }
  if (status >= 300 && status < 400) return refused('gone', `status ${status}: the domain leads elsewhere`);
  const body = parse(reply.text);
  if (body === null) {
    const isPage = /^\s*</.test(reply.text);
    return isPage
      ? refused('gone', 'a web page answered: the domain is not that of an AutoCRM')
      : { kind: 'retry', detail: 'the answer is no JSON' };
  }
  if (isDone(body)) return { kind: 'done', value: { result: body.result ?? null, headers } };
  if (body.status === 401 || body.status === 403)
    return refused('auth', 'AutoCRM says that access is refused');
  return refused('invalid', faultsOf(body.errors ?? body.message));
}

const refused = (cause: 'auth' | 'gone' | 'unsupported' | 'invalid', detail: string) =>
  ({ kind: 'refused', cause, detail }) as const;

/** 200 says nothing: a failed check answers it too, with `status: 0`. */
function isDone(body: Json): boolean {
  return body.status === 1 || body.status === '1' || body.success === true;
}

/** A list of sentences, or sentences by field. What is quoted in them may be somebody's telephone. */
function faultsOf(errors: unknown): string {
  const texts = Array.isArray(errors)
    ? errors.map(String)
    : typeof errors === 'object' && errors !== null
      ? Object.entries(errors).map(([field, said]) => `${field}: ${[said].flat().map(String).join(' ')}`)
      : [typeof errors === 'string' ? errors : 'AutoCRM refused without a reason'];
  return texts
    .join('; ')
    .replace(/\+?\d{7,15}/g, '…')
    .slice(0, 500);
}

function parse(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return { status: 1, result: value };
    return typeof value === 'object' && value !== null ? (value as Json) : null;
  } catch {
    return null;
  }
}

/** Logins may be Cyrillic. */
function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
