import { setTimeout as delay } from 'node:timers/promises';

const GIVE_UP_MS = 25_000;

/** The first answer that is neither null nor false. @throws Error naming what was waited for */
export async function waitFor<T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  const until = performance.now() + GIVE_UP_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (performance.now() > until) throw new Error(`waited for ${what} in vain`);
    await delay(20);
  }
}
