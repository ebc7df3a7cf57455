import { randomInt } from 'node:crypto';

/** The seed of a property test's run: `RINGLET_SEED` repeats one that failed. It is printed, for a run that passed too. */
export function chooseSeed(name: string): number {
  const seed = process.env.RINGLET_SEED ? Number(process.env.RINGLET_SEED) : randomInt(2 ** 31);
  console.log(`${name}: seed ${seed}`);
  return seed;
}
