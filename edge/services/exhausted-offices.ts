import { EXHAUSTED_MS, MAX_EXHAUSTED } from '../domain/limits.ts';
import type { LeaseAnswer, OfficeLease } from '../rpc/pool-rpc.ts';

interface Entry {
  answer: OfficeLease;
  /** Of the pool's configuration that the answer was given by. */
  version: number;
  /** Epoch ms. */
  until: number;
}

/**
 * Which offices have no free number, as their pools said to this isolate, for a few seconds: a rush of visitors costs
 * an exhausted pool nothing. A newer configuration ends a memory, and so does the earliest instant at which a number
 * may be free. It is no answer for a visitor who may hold a number: only the pool knows that.
 */
export class ExhaustedOffices {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What the pool would answer somebody new, or null if it must be asked. `version` is the newest one known. */
  recall(pool: string, office: string, version: number): OfficeLease | null {
    const key = keyOf(pool, office);
    const entry = this.#entries.get(key);
    if (!entry) return null;
    if (entry.version >= version && this.#now() < entry.until) return entry.answer;
    this.#entries.delete(key);
    return null;
  }

  /** Takes in what a pool answered just now. */
  note(pool: string, answer: LeaseAnswer): void {
    if (answer.kind === 'gone') return;
    const now = this.#now();
    for (const lease of answer.offices) {
      const key = keyOf(pool, lease.office);
      const version = answer.configVersion;
      // Answers overtake each other; what an older configuration said is worth nothing.
      if ((this.#entries.get(key)?.version ?? 0) > version) continue;
      this.#entries.delete(key);
      if (lease.kind === 'leased' || lease.exhaustedUntil === undefined) continue;
      const until = Math.min(lease.exhaustedUntil, now + EXHAUSTED_MS);
      if (until > now) this.#entries.set(key, { answer: lease, version, until });
    }
    this.#forgetOldest();
  }

  #forgetOldest(): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= MAX_EXHAUSTED) return;
      this.#entries.delete(key);
    }
  }
}

function keyOf(pool: string, office: string): string {
  return `${pool}/${office}`;
}
