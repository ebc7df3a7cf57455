import { FRAME } from '../out-of-reach.ts';

/**
 * Calls `opened` with the document of every frame that asks for it, again after it went elsewhere, until `life` ends;
 * `stay` ends with that document. A frame of another origin keeps its document to itself, and nobody is told.
 */
export function watchFrames(
  doc: Document,
  opened: (inside: Document, stay: AbortSignal) => void,
  life: AbortSignal,
): void {
  const known = new WeakSet<Document>();
  const frames = doc.getElementsByTagName('iframe');

  function open(frame: HTMLIFrameElement): void {
    const isMeant = frame.matches(FRAME) && !frame.closest('[data-ringlet="off"]');
    const inside = isMeant ? frame.contentDocument : null;
    if (!inside || known.has(inside)) return;
    known.add(inside);
    const leaving = new AbortController();
    const { signal } = leaving;
    const leave = () => leaving.abort();
    life.addEventListener('abort', leave, { signal });
    inside.defaultView?.addEventListener('pagehide', leave, { signal });
    opened(inside, signal);
  }

  function look(): void {
    for (const frame of frames) open(frame);
  }

  // It goes up to nobody, but on its way down to the frame it comes by here.
  doc.addEventListener(
    'load',
    ({ target }) => {
      if (target instanceof HTMLIFrameElement) open(target);
    },
    { capture: true, signal: life },
  );
  const observer = new MutationObserver(look);
  observer.observe(doc, { subtree: true, childList: true, attributeFilter: ['data-ringlet'] });
  life.addEventListener('abort', () => observer.disconnect());
  look();
}
