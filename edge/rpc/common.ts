import type { ErrorCode, FieldError } from '../../shared/error-codes.ts';
import type { Fact } from '../domain/facts.ts';

/**
 * What the objects say to each other and to the routes. Methods are only ever added, take one argument object
 * with optional fields, and answer with plain data: an error's own properties do not survive the way back.
 */

export interface Refusal {
  kind: 'refused';
  code: ErrorCode;
  detail: string;
  errors?: FieldError[];
  /** Seconds until another try may succeed. */
  retryAfterS?: number;
}

/** Facts are accepted one by one; what is not named in the answer is sent again. */
export interface FactReceiver {
  acceptFacts(args: { facts: Fact[] }): Promise<{ accepted: string[] }>;
}

/** Somebody who is signed in, as an account knows them. */
export interface Person {
  id: string;
  email: string;
  name: string;
}
