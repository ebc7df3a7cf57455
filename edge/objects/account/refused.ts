import type { ErrorCode, FieldError } from '../../../shared/error-codes.ts';
import type { Refusal } from '../../rpc/common.ts';

/**
 * Leaves a transaction so that it is rolled back. It never leaves the object: `orRefusal` catches it and answers
 * the plain refusal.
 */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** `detail` and `errors` are shown to the client: ids and field names, never a phone or a value that was sent. */
export function refuse(code: ErrorCode, detail: string, errors?: FieldError[]): never {
  throw new Refused({ kind: 'refused', code, detail, ...(errors && { errors }) });
}

/** Refuses with `invalid` if there is any fault. */
export function refuseFaults(errors: FieldError[]): void {
  if (errors.length === 0) return;
  const paths = [...new Set(errors.map(({ path }) => path || 'the body'))];
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : '';
  refuse('invalid', `Look at ${paths.slice(0, 3).join(', ')}${more}.`, errors);
}

/** What the work answers, or the refusal that it was left with. A transaction inside it is rolled back then. */
export function orRefusal<T>(work: () => T): T | Refusal {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}
