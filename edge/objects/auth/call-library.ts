import type { ErrorCode } from '../../../shared/error-codes.ts';
import type { AskedFrom } from '../../rpc/auth-rpc.ts';
import type { Refusal } from '../../rpc/common.ts';

/** What the library answered, with the cookies that the browser is to keep or to drop. */
export type LibraryAnswer<T> = { kind: 'ok'; value: T; cookies: string[] } | Refusal;

/** The library's codes in our words. What is not here is a fault of ours. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  INVALID_EMAIL_OR_PASSWORD: 'sign_in_failed',
  INVALID_PASSWORD: 'sign_in_failed',
  EMAIL_NOT_VERIFIED: 'email_unconfirmed',
  INVALID_TOKEN: 'bad_link',
  TOKEN_EXPIRED: 'bad_link',
  USER_NOT_FOUND: 'bad_link',
  INVALID_CODE: 'second_factor_wrong',
  INVALID_BACKUP_CODE: 'second_factor_wrong',
  INVALID_TWO_FACTOR_COOKIE: 'second_factor_wrong',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'too_many_attempts',
  ACCOUNT_TEMPORARILY_LOCKED: 'too_many_attempts',
  TOTP_ALREADY_ENABLED: 'conflict',
  TOTP_NOT_ENABLED: 'conflict',
  TWO_FACTOR_NOT_ENABLED: 'conflict',
  BACKUP_CODES_NOT_ENABLED: 'conflict',
  FAILED_TO_GET_SESSION: 'unauthorized',
  UNAUTHORIZED: 'unauthorized',
};

const DETAILS: Partial<Record<ErrorCode, string>> = {
  sign_in_failed: 'The e-mail address or the password is wrong.',
  email_unconfirmed: 'Confirm your e-mail address first: a letter is on its way to you.',
  bad_link: 'The link was used already, has expired or is damaged. Ask for a new one.',
  unauthorized: 'You are not signed in.',
  second_factor_wrong: 'This code is wrong, or it was used already.',
  too_many_attempts: 'Wait a quarter of an hour and try again.',
  conflict: 'The second factor is on already, or it is off.',
};

/** The headers by which the library knows a browser. */
export function headersOf({ cookie, userAgent }: AskedFrom): Headers {
  const headers = new Headers();
  if (cookie !== null) headers.set('cookie', cookie);
  if (userAgent !== null) headers.set('user-agent', userAgent.slice(0, 300));
  return headers;
}

/** Runs one call of the library (with `returnHeaders`); its refusals become ours. @throws what it did not expect */
export async function callLibrary<T>(
  call: () => Promise<{ headers: Headers; response: T }>,
): Promise<LibraryAnswer<T>> {
  try {
    const { headers, response } = await call();
    return { kind: 'ok', value: response, cookies: headers.getSetCookie() };
  } catch (error) {
    const code = CODES[codeOf(error) ?? ''];
    if (code === undefined) throw error;
    return { kind: 'refused', code, detail: DETAILS[code] ?? '' };
  }
}

/** The library's own word for what it refuses; null for any other error. Its class is not loaded with this file. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== 'APIError') return null;
  const { body, status } = error as Error & { body?: { code?: string }; status?: string | number };
  return String(body?.code ?? status);
}
