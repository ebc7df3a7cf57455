/** A page as its framework runs it. */
export interface App {
  /** Shows the story of a step, in whatever way the framework updates a page. */
  show(step: number): void | Promise<void>;
  /** Takes everything away again; a site of whole pages has nothing to take away. */
  unmount?(): void;
  /** True if `show` moves to another address by itself. */
  movesItself?: boolean;
}

export interface Walk {
  /** Steps through the site and answers what visitors saw of its own number on the way. */
  go(from: number, to: number): Promise<string[]>;
  unmount(): void;
}

/** How often what is painted is looked at. */
const LOOK_EVERY = 8;

/** Gives the test its hold on the page: `window.walk`. */
export function offerWalk(app: App): void {
  const walk: Walk = {
    async go(from, to) {
      const seen: string[] = [];
      for (let step = from; step <= to; step++) {
        if (!app.movesItself) history.pushState({}, '', `?visit=${step}`);
        await app.show(step);
        await nextTask();
        if (step % LOOK_EVERY === 0) await nextFrame();
        if (step % LOOK_EVERY === 0 || step === to) seen.push(...ownNumbers());
      }
      return seen;
    },
    unmount: () => app.unmount?.(),
  };
  Object.assign(window, { walk });
}

export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Texts and links of the page that still say its own number. */
function ownNumbers(): string[] {
  return Array.from(document.querySelectorAll<HTMLElement>('.phone'), (element) =>
    [element.textContent, element.getAttribute('href') ?? ''].join(' '),
  ).filter((text) => /000.?10.?10/.test(text));
}
