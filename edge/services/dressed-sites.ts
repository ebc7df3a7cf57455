import type { PublicSnapshot } from '../../shared/contract/site-snapshot.ts';
import { dressSite } from '../domain/holidays/dress-site.ts';
import type { SiteSnapshot } from '../domain/site-model.ts';

/** No zone changes its date in between. */
const MINUTE_MS = 60_000;

interface Dressed {
  minute: number;
  open: PublicSnapshot;
}

/** Public snapshots as they are served at this hour, dressed once a minute; they go when the snapshot does. */
export class DressedSites {
  readonly #dressed = new WeakMap<SiteSnapshot, Dressed>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  get(snapshot: SiteSnapshot): PublicSnapshot {
    if (!snapshot.edge.widgets.some(({ holidays }) => holidays)) return snapshot.public;
    const now = this.#now();
    const minute = Math.floor(now / MINUTE_MS);
    const known = this.#dressed.get(snapshot);
    if (known?.minute === minute) return known.open;
    const open = dressSite(snapshot, now);
    this.#dressed.set(snapshot, { minute, open });
    return open;
  }
}
