/** Takes back one side effect. Calling it twice does no more than calling it once. */
export type Undo = () => void;

/** Wraps a function that the page calls, so that nothing it throws ever reaches the page. */
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
    if (hasReported) return undefined;
    hasReported = true;
    report();
    return undefined;
  };
  return (entry) =>
    (...args) => {
      try {
        const result = entry(...args);
        if (result instanceof Promise) result.catch(fail);
        return result;
      } catch {
        return fail();
      }
    };
}

/** Adds a listener and answers how to take it away. */
export function listen<EventType extends Event>(
  target: EventTarget,
  type: string,
  handler: (event: EventType) => void,
  options?: AddEventListenerOptions,
): Undo {
  target.addEventListener(type, handler as EventListener, options);
  return () => target.removeEventListener(type, handler as EventListener, options);
}

/** Runs every undo, newest first. One that fails does not keep the others from running. */
export function undoAll(undos: Undo[]): void {
  for (const undo of undos.splice(0).reverse()) {
    try {
      undo();
    } catch {
      // Cleaning up is best effort: the page may have taken the thing away already.
    }
  }
}
