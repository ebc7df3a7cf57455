import { listen } from '../../boundary.ts';

/** Where the page was scrolled to at an instant of `performance.now`. */
export interface ScrollSample {
  at: number;
  px: number;
}

/** As far as this upwards, in parts of the window's height, */
const FLICK_SHARE = 0.5;
/** within this long, */
const FLICK_MS = 400;
/** by a finger that was on the glass so recently: a link to the top scrolls fast too. */
const TOUCH_MS = 1000;

/**
 * True for a fast way back to the top, by which people on touch screens reach for the address bar. It counts only from
 * below the first screen, where there is something to leave.
 */
export function isUpFlick(samples: readonly ScrollSample[], windowPx: number): boolean {
  const last = samples.at(-1);
  if (!last) return false;
  const recent = samples.filter(({ at }) => last.at - at <= FLICK_MS);
  const from = Math.max(...recent.map(({ px }) => px));
  return from >= windowPx && from - last.px >= windowPx * FLICK_SHARE;
}

/**
 * Tells when the visitor seems to be about to leave (S1-63): a mouse that goes out through the top of the window, where
 * tabs and addresses are, or on a touch screen a fast way up. The back button is left alone: who takes it has left, and
 * a page that catches it is not trusted again.
 */
export function watchExit(win: Window, onLeaving: () => void, life: AbortSignal): void {
  let samples: ScrollSample[] = [];
  let touchedAt = Number.NEGATIVE_INFINITY;
  const options = { signal: life, passive: true, capture: true };

  listen<MouseEvent>(
    win.document,
    'mouseout',
    ({ relatedTarget, clientY, buttons, target }) => {
      // The list of a select is drawn outside of the window, and a pressed button drags something.
      const isOut = relatedTarget === null && clientY <= 0 && buttons === 0;
      if (isOut && !(target instanceof HTMLSelectElement)) onLeaving();
    },
    options,
  );
  listen(
    win,
    'touchmove',
    ({ timeStamp }) => {
      touchedAt = timeStamp;
    },
    options,
  );
  listen(
    win,
    'scroll',
    ({ timeStamp }) => {
      if (timeStamp - touchedAt > TOUCH_MS) return;
      samples = samples.filter(({ at }) => timeStamp - at <= FLICK_MS);
      samples.push({ at: timeStamp, px: win.scrollY });
      if (!isUpFlick(samples, win.innerHeight)) return;
      samples = [];
      onLeaving();
    },
    options,
  );
}
