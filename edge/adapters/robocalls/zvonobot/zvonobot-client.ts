import { type Reply, retryAfterMs } from '../../post-message.ts';

/**
 * The wire of Zvonobot. Unverified: there is no public description of the vendor's own; it follows copies of the same
 * service and programs that use it, and is tried against `tests/fakes/fake-zvonobot.ts` alone.
 */
export interface ZvonobotAccount {
  /** `https://lk.zvonobot.ru`, without a trailing slash. */
  api: string;
  apiKey: string;
  /** What the vendor takes for a man's voice: its copies contradict each other. */
  maleGender: 0 | 1;
  post(address: string, init: RequestInit): Promise<Reply>;
  /** Epoch ms. */
  now(): number;
}

export type Json = Record<string, unknown>;

/** How a request ended. `unclear`: nobody knows whether it was done. */
export type ZvonobotAnswer =
  | { kind: 'done'; data: unknown }
  | { kind: 'refused'; detail: string; isKey: boolean }
  | { kind: 'unclear'; detail: string }
  | { kind: 'retry'; detail: string; afterMs?: number };

/** One method. The key stands in the body, and never in what is told of a failure. */
export async function askZvonobot(
  account: ZvonobotAccount,
  method: string,
  body: Json = {},
  query: [string, string][] = [],
): Promise<ZvonobotAnswer> {
  const search = new URLSearchParams(query).toString();
  const reply = await account.post(`${account.api}/apiCalls/${method}${search && `?${search}`}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ apiKey: account.apiKey, ...body }),
  });
  return readReply(reply, account);
}

function readReply(reply: Reply, { apiKey, now }: ZvonobotAccount): ZvonobotAnswer {
  if (reply.kind === 'forbidden') return { kind: 'refused', detail: 'it may not be asked', isKey: false };
  if (reply.kind === 'silent') return { kind: 'unclear', detail: 'no answer' };
  const { status, headers } = reply;
  if (status === 429) {
    const afterMs = retryAfterMs(headers, now());
    return { kind: 'retry', detail: 'status 429', ...(afterMs !== null && { afterMs }) };
  }
  if (status === 401 || status === 403) {
    return { kind: 'refused', detail: `status ${status}: the API key is not taken`, isKey: true };
  }
  if (status >= 500 || status === 408) return { kind: 'unclear', detail: `status ${status}` };
  const body = parseObject(reply.text);
  if (body === null) return { kind: 'unclear', detail: `status ${status}: the answer is no JSON` };
  if (body.status === 'success') return { kind: 'done', data: body.data ?? null };
  const said = saying(body).replaceAll(apiKey, '…');
  return { kind: 'refused', detail: said, isKey: /api.?key|ключ|auth/i.test(said) };
}

/** Of a failure: under one of the names that were seen. Digits of telephones are left out. */
export function saying(body: Json): string {
  const found = [body.message, body.error, body.result].find((one) => typeof one === 'string' && one !== '');
  return String(found ?? 'refused without a reason')
    .replace(/\+?\d{9,15}/g, '…')
    .slice(0, 300);
}

/** `data` is a list, or one object in its place (S5-33). */
export function listOf(data: unknown): Json[] {
  const list = Array.isArray(data) ? data : [data];
  return list.filter((item): item is Json => typeof item === 'object' && item !== null);
}

export function parseObject(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null; // a page of somebody in between
  }
}
