/** Below the two a second that a portal drains, for others may ask it from the same address. */
const DRAIN_PER_S = 1.6;
const BURST = 20;

/** How full the bucket of a portal is. `at` is epoch ms. */
export interface Bucket {
  level: number;
  at: number;
}

export const EMPTY_BUCKET: Bucket = { level: 0, at: 0 };

/** Takes a place for one request: the bucket after it, and how long the request has to wait for it, ms. */
export function takePlace(bucket: Bucket, now: number): { bucket: Bucket; waitMs: number } {
  const drained = (Math.max(0, now - bucket.at) / 1000) * DRAIN_PER_S;
  const level = Math.max(0, bucket.level - drained) + 1;
  const over = Math.max(0, level - BURST);
  return { bucket: { level, at: Math.max(now, bucket.at) }, waitMs: Math.ceil((over / DRAIN_PER_S) * 1000) };
}
