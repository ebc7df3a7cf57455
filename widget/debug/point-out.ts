/** Draws a frame round an element of the page for a moment, without touching the element. */
export interface Pointer {
  /** Brings the next of them into sight and frames it; those that take no room are passed over. */
  pointAtNext(elements: readonly Element[]): void;
  destroy(): void;
}

const SHOWN_MS = 3_000;
const MARGIN_PX = 4;
/** As in the sheet. */
const PHONE_PX = 520;

/** `place` is inside the overlay's shadow root, with a `frame` class in its sheet. */
export function createPointer(win: Window, place: ParentNode): Pointer {
  const frame = win.document.createElement('div');
  frame.className = 'frame';
  frame.hidden = true;
  place.append(frame);
  let target: Element | null = null;
  let last: Element | null = null;
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
    pointAtNext(elements) {
      clearTimeout(timer);
      hide();
      const visible = elements.filter((element) => element.getClientRects().length > 0);
      const element = visible[(visible.indexOf(last as Element) + 1) % visible.length];
      if (!element) return;
      last = element;
      const isCalm = win.matchMedia('(prefers-reduced-motion: reduce)').matches;
      // On a phone the panel lies over the lower half.
      const block = win.innerWidth > PHONE_PX ? 'center' : 'start';
      element.scrollIntoView({ block, behavior: isCalm ? 'auto' : 'smooth' });
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
