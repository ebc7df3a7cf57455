import { listen } from './boundary.ts';

/** Calls `onSign` whenever somebody is evidently at the visible page: a tab left alone gives no sign. */
export function watchPresence(doc: Document, onSign: () => void, life: AbortSignal): void {
  const sign = () => {
    if (!doc.hidden) onSign();
  };
  listen(doc, 'pointerdown keydown scroll visibilitychange', sign, {
    signal: life,
    capture: true,
    passive: true,
  });
}

/** True of a hidden tab and of a page that is prerendered. */
export function isUnseen(doc: Document & { prerendering?: boolean }): boolean {
  return doc.hidden || doc.prerendering === true;
}

/** Until the page may have come into sight; ask `isUnseen` again. */
export function nextAppearance(doc: Document): Promise<unknown> {
  return new Promise((resolve) => {
    for (const type of ['visibilitychange', 'prerenderingchange'])
      doc.addEventListener(type, resolve, { once: true });
  });
}
