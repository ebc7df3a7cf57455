/** Elements in which the page wrote something: `true` if what is below them is new as well. */
export type Dirty = Map<ParentNode, boolean>;

export interface PageWatch {
  start(): void;
  stop(): void;
  /** Runs `act` without taking its own writes for the page's. */
  write(act: () => void): void;
}

/**
 * Watches what the page adds and rewrites. The observer reports before the next paint, so a number that a
 * framework wrote back is never seen.
 */
export function watchPage(doc: Document, onDirty: (dirty: Dirty) => void): PageWatch {
  const handle = (records: MutationRecord[]) => {
    const dirty = collectDirty(records);
    if (dirty.size > 0) onDirty(dirty);
  };
  const observer = new MutationObserver(handle);
  return {
    start() {
      const what = { subtree: true, childList: true, characterData: true, attributeFilter: ['href'] };
      observer.observe(doc.documentElement, what);
    },
    stop: () => observer.disconnect(),
    write(act) {
      const ofThePage = observer.takeRecords();
      act();
      observer.takeRecords();
      handle(ofThePage);
    },
  };
}

function collectDirty(records: readonly MutationRecord[]): Dirty {
  const dirty: Dirty = new Map();
  for (const { target, addedNodes } of records) {
    for (const node of [target, ...addedNodes]) {
      const element = node instanceof Element ? node : node.parentElement;
      if (element?.isConnected) dirty.set(element, dirty.get(element) || node !== target);
    }
  }
  return dirty;
}
