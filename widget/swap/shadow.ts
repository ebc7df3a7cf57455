import { pause } from './pause.ts';
import { isElement } from './walk.ts';

/** A frame of 60 Hz has room for no more beside the page's own work. */
const SLICE_MS = 8;

/**
 * Tells of every open shadow root, again if it is put back. They have no selector and tell no observer, so elements are asked one by
 * one, in the page's idle time: what is there now, what the page adds, and what waits for its definition. Not seen are
 * closed roots, and a root that a script attaches later to an element that stood there, without a definition.
 */
export function watchShadows(doc: Document, found: (shadow: ShadowRoot) => unknown, life: AbortSignal): void {
  const waiting = new Set<ParentNode>();
  const observer = new MutationObserver((records) => {
    for (const node of records.flatMap(({ addedNodes }) => Array.from(addedNodes))) {
      if (isElement(node)) add(node);
    }
  });

  function add(root: ParentNode): void {
    // On a page that has broken the DOM's own functions nothing is found, and nobody is told.
    if (!waiting.size) (globalThis.requestIdleCallback ?? setTimeout)(() => void look().catch(() => {}));
    waiting.add(root);
  }

  async function look(): Promise<void> {
    let until = performance.now() + SLICE_MS;
    for (const root of waiting) {
      for (const raw of root.querySelectorAll(':not(:defined)')) {
        // What cannot be a custom element has no definition to wait for.
        doc.defaultView?.customElements.whenDefined(raw.localName).then(
          () => add(raw),
          () => {},
        );
      }
      const walker = doc.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
      for (let node: Node | null = root; node; node = walker.nextNode()) {
        const { shadowRoot } = node as Element;
        if (shadowRoot) watch(shadowRoot);
        if (performance.now() < until) continue;
        await pause();
        if (life.aborted) return;
        until = performance.now() + SLICE_MS;
      }
    }
    waiting.clear();
  }

  function watch(shadow: ShadowRoot): void {
    observer.observe(shadow, { subtree: true, childList: true });
    found(shadow);
    add(shadow);
  }

  life.addEventListener('abort', () => observer.disconnect());
  observer.observe(doc, { subtree: true, childList: true });
  add(doc);
}
