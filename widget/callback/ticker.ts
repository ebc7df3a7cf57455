const SECOND_MS = 1000;

/** Answers a function that has `act` called every second from then on, or no more. */
export function createTicker(act: () => void): (isNeeded: boolean) => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  return (isNeeded) => {
    clearInterval(timer);
    if (isNeeded) timer = setInterval(act, SECOND_MS);
  };
}
