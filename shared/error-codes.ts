/**
 * Every machine-readable code that an answer of Ringlet can carry, with its HTTP status and its title.
 * Codes are stable; titles are for people and may change.
 */
export const ERROR_CODES = {
  bad_json: { status: 400, title: 'The body is not valid JSON' },
  invalid: { status: 400, title: 'The request has fields that cannot be accepted' },
  unknown_parameter: { status: 400, title: 'The request has a parameter that does not exist' },
  bad_cursor: { status: 400, title: 'The cursor does not belong to this list' },
  idempotency_key_missing: { status: 400, title: 'The Idempotency-Key header is missing' },
  unauthorized: { status: 401, title: 'A valid bearer token is needed' },
  sign_in_failed: { status: 401, title: 'The e-mail address or the password is wrong' },
  second_factor_needed: { status: 401, title: 'A code of the second factor is needed as well' },
  second_factor_wrong: { status: 401, title: 'The code of the second factor is wrong' },
  email_unconfirmed: { status: 403, title: 'The e-mail address is not confirmed yet' },
  bad_link: { status: 403, title: 'The link is not valid any more' },
  feature_off: { status: 403, title: 'This is not switched on for the account' },
  bad_signature: { status: 403, title: 'The signature does not fit the message' },
  bad_token: { status: 403, title: 'The link token is not valid for this resource' },
  forbidden: { status: 403, title: 'This token has no right to do that' },
  origin_forbidden: { status: 403, title: 'This origin is not listed among the hosts of the site' },
  blocked: { status: 403, title: 'This number is not called' },
  not_served: { status: 403, title: 'This widget takes no orders from where the visitor is' },
  not_found: { status: 404, title: 'There is nothing here' },
  unknown_key: { status: 404, title: 'The key is damaged or belongs to nothing' },
  method_not_allowed: { status: 405, title: 'This method does not exist here' },
  conflict: { status: 409, title: 'The present state does not allow that' },
  funds: { status: 402, title: 'The ledger of the account has not enough' },
  number_sold: { status: 409, title: 'A number has been sold to somebody else' },
  price_changed: { status: 409, title: 'The price is not the one that was shown' },
  number_taken: { status: 409, title: 'The number is in use by another active campaign' },
  in_use: { status: 409, title: 'Something else still refers to this' },
  no_office: { status: 409, title: 'The account has no office yet' },
  no_numbers: { status: 409, title: 'The account has no number yet' },
  no_member: { status: 409, title: 'Nobody is attached to the account yet' },
  no_role: { status: 409, title: 'The account has no role yet' },
  no_hours: { status: 409, title: 'The schedule has no working time' },
  already_ringing: { status: 409, title: 'The call is under way and cannot be changed any more' },
  gone: { status: 410, title: 'This has ended' },
  precondition_failed: { status: 412, title: 'Somebody else changed this in the meantime' },
  too_large: { status: 413, title: 'The body is larger than is accepted' },
  idempotency_mismatch: { status: 422, title: 'This Idempotency-Key was used with another body' },
  precondition_required: { status: 428, title: 'An If-Match header is needed' },
  caps: { status: 429, title: 'There have been too many orders' },
  rate_limited: { status: 429, title: 'There have been too many requests' },
  too_many_attempts: { status: 429, title: 'There have been too many attempts' },
  internal: { status: 500, title: 'Something failed on our side' },
  misconfigured: { status: 503, title: 'The server is not configured' },
  unavailable: { status: 503, title: 'A part of the service cannot be reached just now' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** One fault of a request body: `path` is dotted (`offices.0.numbers`), `code` machine-readable. */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}

/** `application/problem+json`, RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  requestId: string;
  errors?: FieldError[];
}

/** The last path segment of a problem's `type` is its code. */
export function problemType(origin: string, code: ErrorCode): string {
  return `${origin}/problems/${code}`;
}
