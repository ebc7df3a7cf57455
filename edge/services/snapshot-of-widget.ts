import type { SiteSnapshot } from '../domain/site-model.ts';
import type { SnapshotCache } from './snapshot-cache.ts';

/** Where a widget's site is found: among what this isolate knows, else by asking the account. */
export interface WidgetPlaces {
  snapshots: SnapshotCache;
  /** The key of the widget's site; null for a hash that is damaged or leads to nothing. */
  askSite(hash: string): Promise<string | null>;
}

/**
 * The snapshot of the site that has a widget. Pages that ask have loaded their site's script, so the isolate mostly
 * knows; a widget that it has never seen, or that has moved to another site, is asked for.
 */
export async function findSnapshotOfWidget(
  hash: string,
  waitUntil: (work: Promise<unknown>) => void,
  { snapshots, askSite }: WidgetPlaces,
): Promise<SiteSnapshot | null> {
  const known = snapshots.siteOf(hash);
  const snapshot = known && (await snapshots.get(known, waitUntil));
  if (snapshot && hasWidget(snapshot, hash)) return snapshot;
  const siteKey = await askSite(hash);
  if (siteKey === null) return null;
  const held = await snapshots.get(siteKey, waitUntil);
  if (held && hasWidget(held, hash)) return held;
  snapshots.drop(siteKey); // it is older than the widget
  const fresh = await snapshots.get(siteKey, waitUntil);
  return fresh && hasWidget(fresh, hash) ? fresh : null;
}

function hasWidget({ edge }: SiteSnapshot, hash: string): boolean {
  return edge.widgets.some((widget) => widget.hash === hash);
}
