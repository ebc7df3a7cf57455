import type { CrmOutcome } from '../../../domain/crm/port.ts';
import type { Reply } from '../../post-message.ts';

export type Json = Record<string, unknown>;

/** `next` and `total` are of lists. */
export interface BitrixAnswer {
  result: unknown;
  next: number | null;
  total: number | null;
}

/** Nobody may ask so often: a bucket of 50 that loses two a second. */
const RATE_WAIT_MS = 3_000;
/** The method has worked for too long within ten minutes; when it may again the portal tells, or not. */
const OPERATING_WAIT_MS = 60_000;
const MAX_WAIT_MS = 15 * 60_000;

const GONE = ['portal_deleted', 'overload_limit', 'payment_required'];
const AUTH = ['no_auth_found', 'invalid_token', 'invalid_client', 'invalid_grant'];
const RIGHTS = [
  'access_denied',
  'invalid_credentials',
  'insufficient_scope',
  'user_access_error',
  'wrong_auth_type',
  'allowed_only_intranet_user',
];
const UNSUPPORTED = ['error_method_not_found', 'error_manifest_is_not_available'];

export function readBitrix(reply: Reply, now: number): CrmOutcome<BitrixAnswer> | { kind: 'expired' } {
  if (reply.kind === 'forbidden') return refused('gone', 'the portal leads to no public host');
  if (reply.kind === 'silent') return { kind: 'retry', detail: 'no answer' };
  const body = parse(reply.text);
  if (body === null) {
    return reply.status >= 400 && reply.status < 500 && reply.status !== 408 && reply.status !== 429
      ? refused('gone', `status ${reply.status}: no portal answers there`)
      : { kind: 'retry', detail: `status ${reply.status}: the answer is no JSON` };
  }
  if (!('error' in body) && reply.status < 300) return { kind: 'done', value: answerOf(body) };
  return readError(reply.status, body, now);
}

/** Codes come in any case, empty, or as a sentence. */
export function readError(
  status: number,
  body: Json,
  now: number,
): Exclude<CrmOutcome<never>, { kind: 'done' }> | { kind: 'expired' } {
  const code = textOf(body.error).trim().toLowerCase();
  const said = textOf(body.error_description).trim();
  if (code === 'expired_token') return { kind: 'expired' };
  if (code === 'query_limit_exceeded') return { kind: 'retry', detail: code, afterMs: RATE_WAIT_MS };
  if (code === 'operation_time_limit' || status === 429) {
    const resetAt = Number((body.time as Json | undefined)?.operating_reset_at ?? 0) * 1000;
    const afterMs = resetAt > now ? Math.min(resetAt - now, MAX_WAIT_MS) : OPERATING_WAIT_MS;
    return { kind: 'retry', detail: 'operation_time_limit', afterMs };
  }
  if (GONE.includes(code)) return refused('gone', describe(code, said));
  if (AUTH.includes(code)) return refused('auth', describe(code, said));
  if (RIGHTS.includes(code) || /^access denied/i.test(said)) return refused('rights', describe(code, said));
  if (UNSUPPORTED.includes(code)) return refused('unsupported', describe(code, said));
  if (status === 503) return { kind: 'retry', detail: describe(code, said), afterMs: RATE_WAIT_MS };
  if (status >= 500 || status === 408) return { kind: 'retry', detail: describe(code, said) };
  if (status === 401) return refused('auth', describe(code, said));
  return refused('invalid', describe(code, said));
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

export function parse(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

function answerOf({ result, next, total }: Json): BitrixAnswer {
  const count = (value: unknown) => (typeof value === 'number' ? value : null);
  return { result: result ?? null, next: count(next), total: count(total) };
}

/** What the portal says may quote a telephone. */
function describe(code: string, said: string): string {
  const text = [code, said].filter((part) => part !== '').join(': ');
  return (text || 'refused without a reason').replace(/\+?\d{7,15}/g, '…').slice(0, 500);
}

function refused(cause: 'auth' | 'gone' | 'rights' | 'invalid' | 'unsupported', detail: string) {
  return { kind: 'refused', cause, detail } as const;
}
