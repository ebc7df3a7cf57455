import { listen, type Undo, undoAll } from './boundary.ts';

/**
 * Tells when a single-page site moves to another address: `pushState`, `replaceState`, back and forward. A change
 * of the fragment alone is not a new page. `previousUrl` is what the new page came from.
 */
export function watchNavigation(win: Window, onNavigate: (previousUrl: string) => void): Undo {
  let current = pageUrl(win.location.href);
  let isActive = true;
  const check = () => {
    const next = pageUrl(win.location.href);
    if (!isActive || next === current) return;
    const previous = current;
    current = next;
    onNavigate(previous);
  };
  const undos = [
    listen(win, 'popstate', check),
    wrapMethod(win.history, 'pushState', check),
    wrapMethod(win.history, 'replaceState', check),
    () => {
      isActive = false;
    },
  ];
  return () => undoAll(undos);
}

/** An address without its fragment. */
export function pageUrl(href: string): string {
  return href.split('#')[0] ?? '';
}

function wrapMethod(history: History, name: 'pushState' | 'replaceState', after: () => void): Undo {
  const original = history[name];
  const isOwn = Object.keys(history).includes(name);
  const wrapped: History['pushState'] = function (this: History, ...args) {
    original.apply(this, args);
    after();
  };
  history[name] = wrapped;
  return () => {
    // Somebody may have wrapped it after us: taking ours out of the middle would cut theirs off.
    if (history[name] !== wrapped) return;
    if (isOwn) history[name] = original;
    else Reflect.deleteProperty(history, name);
  };
}
