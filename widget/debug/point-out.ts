/** Draws a frame round an element of the page for a moment, without touching the element. */
export interface Pointer {
  /** Brings it into sight and frames it. */
  pointAt(element: Element): void;
  destroy(): void;
}

const SHOWN_MS = 3_000;
const MARGIN_PX = 4;

/** `place` is inside the overlay's shadow root, with a `frame` class in its sheet. */
export function createPointer(win: Window, place: ParentNode): Pointer {
  const frame = win.document.createElement('div');
  frame.className = 'frame';
  frame.hidden = true;
  place.append(frame);
  let target: Element | null = null;
  let frameRequest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** The page may scroll while it is framed. */
  function follow(): void {
    if (!target) return;
    const { left, top, width, height } = target.getBoundingClientRect();
    frame.style.transform = `translate(${left - MARGIN_PX}px, ${top - MARGIN_PX}px)`;
    frame.style.inlineSize = `${width + 2 * MARGIN_PX}px`;
    frame.style.blockSize = `${height + 2 * MARGIN_PX}px`;
    frameRequest = win.requestAnimationFrame(follow);
  }

  function hide(): void {
    target = null;
    frame.hidden = true;
    win.cancelAnimationFrame(frameRequest);
  }

  return {
    pointAt(element) {
      clearTimeout(timer);
      hide();
      const isCalm = win.matchMedia('(prefers-reduced-motion: reduce)').matches;
      element.scrollIntoView({ block: 'center', behavior: isCalm ? 'auto' : 'smooth' });
      target = element;
      frame.hidden = false;
      follow();
      timer = setTimeout(hide, SHOWN_MS);
    },
    destroy() {
      clearTimeout(timer);
      hide();
      frame.remove();
    },
  };
}
