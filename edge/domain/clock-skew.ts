import type { PoolConfig, UsableNumber } from './site-model.ts';

/**
 * Two objects may run on machines whose clocks differ, or one stands still after a jump. What one says of the future
 * is therefore taken as a duration from when it was said. A message that was long under way only makes the receiver
 * wait longer, which is safe.
 */

/** The configuration as the pool's own clock has it. `sentAt` is the sender's clock, epoch ms. */
export function onPoolClock(config: PoolConfig, sentAt: number, now: number): PoolConfig {
  const aheadMs = Math.max(0, now - sentAt);
  const shift = (number: UsableNumber): UsableNumber =>
    number.usableFrom > sentAt ? { ...number, usableFrom: number.usableFrom + aheadMs } : number;
  const offices = config.offices.map((office) => ({
    ...office,
    fallback: office.fallback && shift(office.fallback),
    numbers: office.numbers.map(shift),
  }));
  return { ...config, offices };
}

/** Instants of one clock as another one has them, where they read `from` and `to` at the same moment. */
export function onOtherClock(
  instants: Record<string, number>,
  from: number,
  to: number,
): Record<string, number> {
  return Object.fromEntries(Object.entries(instants).map(([key, at]) => [key, at - from + to]));
}
