import type { PoolConfig, SiteSnapshot, UsableNumber } from './site-model.ts';

/**
 * Two objects may run on machines whose clocks differ, or one stands still after a jump. What one says of the future
 * is therefore taken as a duration from when it was said. A message that was long under way only makes the receiver
 * wait longer, which is safe.
 */

/** The configuration as the pool's own clock has it. `sentAt` is the sender's clock, epoch ms. */
export function onPoolClock(config: PoolConfig, sentAt: number, now: number): PoolConfig {
  const shift = shiftBetween(sentAt, now);
  const offices = config.offices.map((office) => ({
    ...office,
    fallback: office.fallback && shift(office.fallback),
    numbers: office.numbers.map(shift),
  }));
  return { ...config, offices };
}

/** The snapshot as the edge's own clock has it: shared numbers too may still rest. `sentAt` is the account's clock. */
export function onEdgeClock(snapshot: SiteSnapshot, sentAt: number, now: number): SiteSnapshot {
  const shift = shiftBetween(sentAt, now);
  const campaigns = snapshot.edge.campaigns.map((campaign) => ({
    ...campaign,
    offices: campaign.offices.map((office) => ({
      ...office,
      static: office.static && shift(office.static),
      fallback: office.fallback && shift(office.fallback),
    })),
  }));
  return { ...snapshot, edge: { ...snapshot.edge, campaigns } };
}

/** What was usable when it was sent stays as it is. */
function shiftBetween(sentAt: number, now: number): (number: UsableNumber) => UsableNumber {
  const aheadMs = Math.max(0, now - sentAt);
  return (number) =>
    number.usableFrom > sentAt ? { ...number, usableFrom: number.usableFrom + aheadMs } : number;
}

/** Instants of one clock as another one has them, where they read `from` and `to` at the same moment. */
export function onOtherClock(
  instants: Record<string, number>,
  from: number,
  to: number,
): Record<string, number> {
  return Object.fromEntries(Object.entries(instants).map(([key, at]) => [key, at - from + to]));
}
