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
  /** A list is read as a whole, in large pages; all of them count as one request. */
  exports?: 'first' | 'next';
}

/** How many requests a token has left. */
export interface RequestsLeft {
  /** False if it has had its share before this one. */
  isAllowed: boolean;
  left: number;
  /** Until it may ask as often again, seconds. */
  resetS: number;
}

export type AdminVerb = 'list' | 'get' | 'create' | 'update' | 'delete' | 'act' | 'ask' | 'import';

export type AdminAnswer =
  | { kind: 'list'; items: Record<string, unknown>[]; nextCursor: string | null }
  /** `sites` are the keys of sites whose snapshot this write changed. */
  | { kind: 'entity'; entity: Record<string, unknown>; etag: string; created: boolean; sites: string[] }
  | { kind: 'done'; sites: string[] }
  /** To a question: it changed nothing. */
  | { kind: 'value'; value: Record<string, unknown> }
  | Refusal;

/** With how often the token may ask again, of a token that is known. */
export type CountedAnswer = AdminAnswer & { requests?: RequestsLeft };
