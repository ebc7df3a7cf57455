/** Takes back one side effect. Calling it twice does no more than calling it once. */
export type Undo = () => void;

/**
 * Wraps a function that the page calls, so that nothing it throws ever reaches the page: what fails gives
 * `undefined`, at once or by its Promise.
 */
export type Guard = <Args extends unknown[], Result>(
  entry: (...args: Args) => Result,
) => (...args: Args) => Result | undefined;

/** A refusal that a page can tell apart by `code`. */
export interface CodedError extends Error {
  code: string;
}

export function codedError(code: string): CodedError {
  return Object.assign(new Error(`ringlet: ${code}`), { code });
}

/** `report` hears of the first failure only: a page must not be flooded by what is our fault. */
export function createGuard(report: () => void): Guard {
  let hasReported = false;
  const fail = () => {
    if (!hasReported) report();
    hasReported = true;
    return undefined;
  };
  return (entry) =>
    (...args) => {
      try {
        const result = entry(...args);
        return result instanceof Promise ? (result.catch(fail) as typeof result) : result;
      } catch {
        return fail();
      }
    };
}

/** Listens to all of `types` (blanks between them) until the signal of `options` ends it. */
export function listen<EventType extends Event>(
  target: EventTarget,
  types: string,
  handler: (event: EventType) => void,
  options: AddEventListenerOptions & { signal: AbortSignal },
): void {
  for (const type of types.split(' ')) target.addEventListener(type, handler as EventListener, options);
}
