import { listen } from '../boundary.ts';
import { pageUrl } from '../page-numbers.ts';

/**
 * Tells when a single-page site moves from `start` to another address, by whatever way, and whether it has done so
 * before anybody watched. A change of the fragment alone is not a new page.
 */
export function watchNavigation(
  win: Window,
  start: string,
  onNavigate: (previousUrl: string, url: string) => void,
  life: AbortSignal,
): void {
  const { history, location } = win;
  let current = start;
  const check = () => {
    const previous = current;
    current = pageUrl(location.href);
    if (!life.aborted && current !== previous) onNavigate(previous, current);
  };
  check();
  if (win.navigation as unknown) {
    listen(win.navigation, 'currententrychange', check, { signal: life });
    return;
  }
  // Browsers that cannot tell: Firefox before 147, Safari before 26.2.
  listen(win, 'popstate', check, { signal: life });
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    const wrapped: History['pushState'] = function (this: History, ...args) {
      original.apply(this, args);
      check();
    };
    history[name] = wrapped;
    life.addEventListener('abort', () => {
      // Somebody may have wrapped it after us: taking ours out of the middle would cut theirs off.
      if (history[name] === wrapped) history[name] = original;
    });
  }
}
