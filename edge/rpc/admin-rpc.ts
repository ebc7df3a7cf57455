import type { Person, Refusal } from './common.ts';

export interface AdminRequest {
  account: string;
  /** SHA-256 of the bearer token, hex. */
  tokenHash?: string;
  /** Who is signed in, instead of a token. */
  user?: Person;
  requestId: string;
  /** A collection of the resource table, `account` for the account itself, or `me` for the token. */
  resource: string;
  verb: AdminVerb;
  id?: string;
  /** Name of the action, with verb `act`; of the question, with `ask`. */
  action?: string;
  /** Parsed JSON, not yet validated. */
  body?: unknown;
  query?: Record<string, string>;
  ifMatch?: string;
  idempotencyKey?: string;
  /** SHA-256 of the raw body, hex: the same Idempotency-Key with another body is refused. */
  bodyHash?: string;
}

export type AdminVerb = 'list' | 'get' | 'create' | 'update' | 'delete' | 'act' | 'ask';

export type AdminAnswer =
  | { kind: 'list'; items: Record<string, unknown>[]; nextCursor: string | null }
  /** `sites` are the keys of sites whose snapshot this write changed. */
  | { kind: 'entity'; entity: Record<string, unknown>; etag: string; created: boolean; sites: string[] }
  | { kind: 'done'; sites: string[] }
  /** To a question: it changed nothing. */
  | { kind: 'value'; value: Record<string, unknown> }
  | Refusal;
