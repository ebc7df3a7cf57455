import { ADMIN_RATE } from '../../domain/limits.ts';
import type { RequestsLeft } from '../../rpc/admin-rpc.ts';

/** Tokens that are remembered at once; beyond it those whose window is over go. */
const MAX_TOKENS = 1_000;

/**
 * How often each API token, or person, has asked within the running minute. It is kept in memory alone: an object that was evicted
 * has not been busy, and a write for every request would cost more than what it guards.
 */
export class RequestRate {
  readonly #windows = new Map<string, { endsAt: number; used: number }>();

  /** Counts a request of a token (by its SHA-256) unless it has had its share. `now` is epoch ms. */
  take(token: string, now: number): RequestsLeft {
    const known = this.#windows.get(token);
    const window = known && now < known.endsAt ? known : { endsAt: now + ADMIN_RATE.windowS * 1000, used: 0 };
    if (window !== known) this.#remember(token, window, now);
    const isAllowed = window.used < ADMIN_RATE.requests;
    if (isAllowed) window.used += 1;
    return {
      isAllowed,
      left: ADMIN_RATE.requests - window.used,
      resetS: Math.max(1, Math.ceil((window.endsAt - now) / 1000)),
    };
  }

  #remember(token: string, window: { endsAt: number; used: number }, now: number): void {
    if (this.#windows.size >= MAX_TOKENS) {
      for (const [other, { endsAt }] of this.#windows) if (endsAt <= now) this.#windows.delete(other);
    }
    this.#windows.set(token, window);
  }
}
