import { listen } from './boundary.ts';

/**
 * Tells when a single-page site moves to another address: `pushState`, `replaceState`, back and forward. A change
 * of the fragment alone is not a new page. `previousUrl` is what the new page came from.
 */
export function watchNavigation(
  win: Window,
  onNavigate: (previousUrl: string) => void,
  life: AbortSignal,
): void {
  const { history, location } = win;
  let current = pageUrl(location.href);
  const check = () => {
    const previous = current;
    current = pageUrl(location.href);
    if (!life.aborted && current !== previous) onNavigate(previous);
  };
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

/** An address without its fragment. */
export function pageUrl(href: string): string {
  return href.replace(/#.*/, '');
}
