import { expect } from 'vitest';
import type { PoolConfig } from '../../../edge/domain/site-model.ts';
import type { OfficeLease } from '../../../edge/rpc/pool-rpc.ts';

/** What a visitor was told. The pool's instants lie between the two bounds, for time passes while it answers. */
export interface Told {
  visitor: string;
  number: string;
  fromAt: number;
  /** The promise lasts at least until here. */
  until: number;
  /** And at most until here. */
  untilAtMost: number;
  /** Nobody else may have the number before. */
  restUntil: number;
  restUntilAtMost: number;
  fence: number;
}

interface Noted {
  visitor: string;
  sentAt: number;
  lease: OfficeLease;
  fence: number;
}

/** The promises of one pool with one office. Fails the test when an answer breaks one. */
export class PoolModel {
  readonly promises: Told[] = [];
  readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  note(config: PoolConfig, { visitor, sentAt, lease, fence }: Noted): void {
    const own = this.promises.findLast((told) => told.visitor === visitor && told.until > this.now());
    if (lease.kind !== 'leased') {
      expect(own, 'a live holder was sent away').toBeUndefined();
      this.#expectExhausted(config, sentAt);
      return;
    }
    const { number, renewed } = lease;
    if (own) expect([number, renewed], 'a live holder keeps the number').toEqual([own.number, true]);
    for (const told of this.promises) {
      if (told.number !== number) continue;
      if (told.visitor === visitor) {
        // The rest is that of the newest promise: whoever comes back may come back under a shorter one.
        told.restUntil = told.until;
        continue;
      }
      expect(told.until, 'one holder').toBeLessThanOrEqual(this.now());
      expect(told.restUntil, 'a number rests between two holders').toBeLessThanOrEqual(this.now());
    }
    const isUsable = config.offices[0]?.numbers.some(({ e164 }) => e164 === number) ?? false;
    const last = renewed ? this.promises.findLast((told) => told.visitor === visitor) : undefined;
    const untilAtMost = this.now() + (lease.expiresInS + 1) * 1000;
    if (isUsable) expect(lease.expiresInS, 'a whole hold').toBeGreaterThanOrEqual(config.sessionS - 1);
    else expect(renewed, 'a number that is on its way out is granted to nobody').toBe(true);
    if (last) {
      expect(untilAtMost, 'a promise is never shortened').toBeGreaterThanOrEqual(last.until);
      expect(fence, 'a lease that is renewed keeps its fence').toBe(last.fence);
      if (!isUsable) {
        expect(
          sentAt + lease.expiresInS * 1000,
          'a number on its way out is not extended',
        ).toBeLessThanOrEqual(last.untilAtMost);
      }
    } else {
      expect(fence, 'a grant has a fence').toBeGreaterThan(0);
      expect(
        this.promises.map((told) => told.fence),
        'every grant raises the fence',
      ).not.toContain(fence);
    }
    const until = Math.max(sentAt + lease.expiresInS * 1000, last?.until ?? 0);
    const restMs = config.restS * 1000;
    const told: Told = {
      visitor,
      number,
      fromAt: last?.fromAt ?? this.now(),
      until,
      untilAtMost,
      restUntil: Math.max(isUsable ? until + restMs : 0, last?.restUntil ?? 0),
      restUntilAtMost: Math.max(untilAtMost + restMs, last?.restUntilAtMost ?? 0),
      fence,
    };
    if (last) this.promises.splice(this.promises.indexOf(last), 1, told);
    else this.promises.push(told);
  }

  /** Every number is promised, rests, or was taken away: the fallback is for nothing else. */
  #expectExhausted(config: PoolConfig, sentAt: number): void {
    for (const { e164 } of config.offices[0]?.numbers ?? []) {
      const isTaken = this.promises.some((told) => told.number === e164 && told.restUntilAtMost >= sentAt);
      expect(isTaken, `${e164} is free and was withheld`).toBe(true);
    }
  }
}
