/** An answer later than this after the first paint is late (`late` of the site). */
const LATE_MS = 1000;

function loading(): PerformanceNavigationTiming | undefined {
  const [entry] = performance.getEntriesByType('navigation');
  return entry as PerformanceNavigationTiming | undefined;
}

/** A reload and a step through the history begin nothing new. */
export function isNewLoad(): boolean {
  return !/^(reload|back)/.test(loading()?.type as string);
}

/** True for an answer that came after the visitor had time to read what stood there; `visibleSince` is on the page's clock. */
export function isLate(visibleSince: number): boolean {
  const [paint] = performance.getEntriesByType('paint');
  return !!paint && performance.now() - Math.max(paint.startTime, visibleSince) > LATE_MS;
}

/** True of a hidden tab and of a page that is prerendered. */
export function isUnseen(): boolean {
  return document.hidden || (document as { prerendering?: boolean }).prerendering === true;
}

/** False while scripts are still to come that may have to find the page as the server wrote it. */
export function isSettled(): boolean {
  return (
    loading()?.domContentLoadedEventStart !== 0 ||
    !document.querySelector('script[type=module],script[defer]')
  );
}

/** Until the next event of one of `types` (blanks between them). */
export function happens(types: string): Promise<unknown> {
  return new Promise((resolve) => {
    for (const type of types.split(' ')) document.addEventListener(type, resolve, { once: true });
  });
}
