import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { ApiError } from './problem.ts';

/** Refuses a number that no numbering plan has; `path` names the field. The number itself is not echoed. */
export function requireValidPhone(e164: string, path: string): void {
  if (parsePhoneNumberFromString(e164)?.isValid()) return;
  throw new ApiError('invalid', {
    errors: [{ path, code: 'invalid_phone', message: 'This number does not exist in its country.' }],
  });
}
