import type { Undo } from '../boundary.ts';

/** Elements in which the page wrote something: `true` if what is below them is new as well. */
export type Dirty = Map<Element, boolean>;

export interface PageWatch {
  /** Runs `act` without taking its own writes for the page's. */
  write(act: () => void): void;
  stop: Undo;
}

/**
 * Watches what the page adds and rewrites. The observer reports before the next paint, so a number that a
 * framework wrote back is never seen.
 */
export function watchPage(doc: Document, onDirty: (dirty: Dirty) => void): PageWatch {
  const observer = new MutationObserver(handle);
  observer.observe(doc.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['href'],
  });

  function handle(records: MutationRecord[]): void {
    const dirty = collectDirty(records);
    if (dirty.size > 0) onDirty(dirty);
  }

  return {
    write(act) {
      const ofThePage = observer.takeRecords();
      act();
      observer.takeRecords();
      handle(ofThePage);
    },
    stop: () => observer.disconnect(),
  };
}

function collectDirty(records: readonly MutationRecord[]): Dirty {
  const dirty: Dirty = new Map();
  for (const { target, addedNodes } of records) {
    const element = target.nodeType === Node.ELEMENT_NODE ? (target as Element) : target.parentElement;
    if (element && !dirty.has(element)) dirty.set(element, false);
    for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) dirty.set(node as Element, true);
  }
  for (const element of dirty.keys()) if (!element.isConnected) dirty.delete(element);
  return dirty;
}
