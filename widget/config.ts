import type { PublicSnapshot } from '../shared/contract/site-snapshot.ts';
import { loaderPath, siteSnapshotPath } from '../shared/paths.ts';

/** True in a pinned build, which has no site's snapshot inside. */
declare const __RINGLET_PINNED__: boolean;

/** The tag that loaded this script. What else it says stands in the `dataset` of its element. */
export interface Tag {
  script: HTMLScriptElement;
  /** Where the script came from: the edge answers there too. */
  origin: string;
  site: string;
}

/**
 * Finds the tag that loaded this script. Tag managers and optimisers run scripts without `currentScript`, so the
 * element is looked for by its address then. In a pinned build `data-site` names the site, and `known` is empty.
 * Null if there is no such tag or it names no site.
 */
export function readTag(doc: Document, known: string): Tag | null {
  const isOurs = ({ src, dataset }: HTMLScriptElement) =>
    __RINGLET_PINNED__ ? src && dataset.site : src.includes(loaderPath(known));
  const own = doc.currentScript as HTMLScriptElement | null;
  const script = own?.src ? own : [...doc.scripts].find(isOurs);
  if (!script) return null;
  const site = __RINGLET_PINNED__ ? script.dataset.site : known;
  return site ? { script, origin: new URL(script.src).origin, site } : null;
}

/** The site's public snapshot, for a pinned build that has none inside. Null if it cannot be had. */
export async function fetchSnapshot(tag: Tag): Promise<PublicSnapshot | null> {
  const response = await fetch(tag.origin + siteSnapshotPath(tag.site), { credentials: 'omit' });
  const body: unknown = response.ok ? await response.json() : null;
  return isSnapshot(body) ? body : null;
}

function isSnapshot(value: unknown): value is PublicSnapshot {
  const snapshot = value as Partial<PublicSnapshot> | null;
  return Array.isArray(snapshot?.hosts) && Array.isArray(snapshot.widgets);
}
