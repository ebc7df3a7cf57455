import type { Failure } from '../admin-client.ts';

/** What went wrong with a request, in words for the one who made it. */
export function tellFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'refused': {
      const [fault] = failure.errors;
      return fault ? `${fault.path} ${fault.message}` : failure.message;
    }
    case 'lost_race':
      return 'Somebody else changed this meanwhile. Reload the page to see it, and change it again.';
    case 'unauthorized':
      return 'Sign in again.';
    case 'unreachable':
      return 'The server cannot be reached just now.';
    default: {
      const never: never = failure;
      return never;
    }
  }
}
