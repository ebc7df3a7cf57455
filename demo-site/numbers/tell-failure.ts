import type { Failure } from '../admin-client.ts';

/** What can be told of a request that failed, in plain words. */
export function tellFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'unauthorized':
      return 'You were signed out.';
    case 'lost_race':
      return 'Somebody else changed this in the meantime: it was read again, so look and repeat.';
    case 'unreachable':
      return 'The server cannot be reached just now. Nothing is lost: try again.';
    case 'refused': {
      if (failure.code === 'forbidden') return 'Your role does not allow that.';
      const faults = failure.errors.map(({ message }) => message).filter((text) => text !== '');
      return faults.length > 0 ? `${failure.message} ${faults.join('; ')}.` : failure.message;
    }
    default: {
      const never: never = failure;
      return never;
    }
  }
}
