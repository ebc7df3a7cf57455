import { listen } from '../../boundary.ts';
import { watchExit } from './exit-intent.ts';
import type { TriggerEvent } from './triggers.ts';

const TICK_MS = 1000;
const GESTURES = 'pointermove pointerdown keydown wheel touchmove';

/**
 * Tells what the visitor does, until `life` ends: once a second while the page is in sight what has passed since, and
 * at once that they seem to be about to leave. Nothing is measured in a page that nobody sees.
 */
export function watchVisitor(
  win: Window,
  tell: (...events: TriggerEvent[]) => void,
  life: AbortSignal,
): void {
  const doc = win.document;
  const options = { signal: life, passive: true, capture: true };
  let timer: ReturnType<typeof setInterval> | undefined;
  let lastAt = 0;
  let hasMoved = false;
  let hasScrolled = false;

  function tick(): void {
    const now = performance.now();
    const passed: TriggerEvent = { kind: 'passed', ms: Math.max(0, now - lastAt) };
    const moves: TriggerEvent[] = hasMoved ? [{ kind: 'moved' }] : [];
    const scrolls: TriggerEvent[] = hasScrolled ? [{ kind: 'scrolled', ...measureScroll(win) }] : [];
    [lastAt, hasMoved, hasScrolled] = [now, false, false];
    tell(...moves, ...scrolls, passed);
  }

  function watchIfSeen(): void {
    clearInterval(timer);
    lastAt = performance.now();
    if (!doc.hidden && !life.aborted) timer = setInterval(tick, TICK_MS);
  }

  const move = () => {
    hasMoved = true;
  };
  const scroll = () => {
    hasScrolled = true;
  };
  listen(win, GESTURES, move, options);
  listen(win, 'scroll', scroll, options);
  listen(doc, 'visibilitychange', watchIfSeen, options);
  watchExit(win, () => tell({ kind: 'leaving' }), life);
  life.addEventListener('abort', watchIfSeen);
  watchIfSeen();
}

/** A page that fits into its window cannot be scrolled, and has not been. */
function measureScroll(win: Window): { pct: number; px: number } {
  const { scrollHeight } = win.document.scrollingElement ?? win.document.documentElement;
  const room = scrollHeight - win.innerHeight;
  const px = Math.max(0, win.scrollY);
  return { px, pct: room > 0 ? Math.min(100, (px / room) * 100) : 0 };
}
