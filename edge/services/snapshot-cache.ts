import { SNAPSHOT_FRESH_MS, SNAPSHOT_MAX_MS, SNAPSHOT_STALE_MS, SNAPSHOT_WAIT_MS } from '../domain/limits.ts';
import type { SiteSnapshot } from '../domain/site-model.ts';

/** Null: the site does not exist. Throws if the account cannot be reached. */
export type FetchSnapshot = (siteKey: string) => Promise<SiteSnapshot | null>;

interface Entry {
  snapshot: SiteSnapshot;
  fetchedAt: number;
  isRefreshing: boolean;
}

/**
 * Site snapshots of this isolate, read through: fresh ones are used as they are, older ones are used and refreshed
 * behind the answer, old ones are awaited for a moment. In trouble the last known one serves for a day.
 */
export class SnapshotCache {
  readonly #entries = new Map<string, Entry>();
  /** Site keys by the hashes of their widgets. */
  readonly #sites = new Map<string, string>();
  readonly #fetch: FetchSnapshot;
  readonly #now: () => number;

  constructor(fetch: FetchSnapshot, now: () => number) {
    this.#fetch = fetch;
    this.#now = now;
  }

  /** Null if the site does not exist. Rejects only if nothing is known and the account cannot be reached. */
  async get(siteKey: string, waitUntil: (work: Promise<unknown>) => void): Promise<SiteSnapshot | null> {
    const entry = this.#entries.get(siteKey);
    if (!entry) return this.#refresh(siteKey);
    const ageMs = this.#now() - entry.fetchedAt;
    if (ageMs < SNAPSHOT_FRESH_MS) return entry.snapshot;
    if (ageMs < SNAPSHOT_STALE_MS) {
      if (!entry.isRefreshing) {
        entry.isRefreshing = true;
        waitUntil(this.#refreshQuietly(siteKey, entry));
      }
      return entry.snapshot;
    }
    return this.#refreshInTime(siteKey, entry, waitUntil);
  }

  /** The key of the site that had the widget when it was last heard of; null if none of this isolate's had. */
  siteOf(widget: string): string | null {
    return this.#sites.get(widget) ?? null;
  }

  drop(siteKey: string): void {
    this.#entries.delete(siteKey);
  }

  async #refresh(siteKey: string): Promise<SiteSnapshot | null> {
    const snapshot = await this.#fetch(siteKey);
    if (snapshot) {
      this.#entries.set(siteKey, { snapshot, fetchedAt: this.#now(), isRefreshing: false });
      for (const { hash } of snapshot.edge.widgets) this.#sites.set(hash, siteKey);
    } else this.#entries.delete(siteKey);
    return snapshot;
  }

  async #refreshQuietly(siteKey: string, entry: Entry): Promise<void> {
    try {
      await this.#refresh(siteKey);
    } catch {
      // The known snapshot goes on serving; the next request tries again.
      entry.isRefreshing = false;
    }
  }

  async #refreshInTime(
    siteKey: string,
    entry: Entry,
    waitUntil: (work: Promise<unknown>) => void,
  ): Promise<SiteSnapshot | null> {
    const isUsable = this.#now() - entry.fetchedAt < SNAPSHOT_MAX_MS;
    const fresh = this.#refresh(siteKey);
    if (!isUsable) return fresh;
    const known = entry.snapshot;
    waitUntil(fresh.catch(() => null));
    return Promise.race([fresh.catch(() => known), after(SNAPSHOT_WAIT_MS, known)]);
  }
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), ms));
}
