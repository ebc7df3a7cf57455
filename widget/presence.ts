import { listen, type Undo, undoAll } from './boundary.ts';

const SIGNS = ['pointerdown', 'keydown', 'scroll'] as const;

/** Calls `onSign` whenever somebody is evidently at the visible page: a tab left alone gives no sign. */
export function watchPresence(doc: Document, onSign: () => void): Undo {
  const sign = () => {
    if (!doc.hidden) onSign();
  };
  const undos = SIGNS.map((type) => listen(doc, type, sign, { passive: true, capture: true }));
  undos.push(listen(doc, 'visibilitychange', sign));
  return () => undoAll(undos);
}

/** Runs `act` once the page can be seen: a hidden tab or a prerendered page waits. */
export function whenVisible(doc: Document, act: () => void): Undo {
  const isReady = () => !doc.hidden && !(doc as Document & { prerendering?: boolean }).prerendering;
  if (isReady()) {
    act();
    return () => {};
  }
  const undos: Undo[] = [];
  const check = () => {
    if (!isReady()) return;
    undoAll(undos);
    act();
  };
  undos.push(listen(doc, 'visibilitychange', check), listen(doc, 'prerenderingchange', check));
  return () => undoAll(undos);
}
