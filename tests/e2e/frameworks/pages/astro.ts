import { offerWalk } from '../walk.ts';

/**
 * Does to a page what the client router of Astro does: fetches the next one, and within a view transition exchanges
 * attributes, head and body, all but what is marked to persist; only then is the address a new one. Scripts that have
 * run do not run again, so the tag of the page before is gone and nobody loads it anew.
 */
const PERSIST = 'data-astro-transition-persist';
const ran = new Set(Array.from(document.scripts, keyOf));

function keyOf({ src, textContent }: HTMLScriptElement): string {
  return src || (textContent ?? '');
}

function swap(next: Document): void {
  for (const script of next.scripts) if (ran.has(keyOf(script))) script.dataset.astroExec = '';
  const html = document.documentElement;
  for (const { name } of Array.from(html.attributes)) html.removeAttribute(name);
  for (const { name, value } of next.documentElement.attributes) html.setAttribute(name, value);
  document.head.replaceChildren(...next.head.children);
  const { body } = document;
  const kept = Array.from(body.querySelectorAll(`[${PERSIST}]`), (old) => {
    const place = next.body.querySelector(`[${PERSIST}="${old.getAttribute(PERSIST)}"]`);
    if (place) html.append(old);
    return { old, place };
  });
  body.replaceWith(next.body);
  for (const { old, place } of kept) place?.replaceWith(old);
}

function runScripts(): void {
  for (const script of Array.from(document.scripts)) {
    if (script.dataset.astroExec === '') continue;
    const copy = document.createElement('script');
    for (const { name, value } of script.attributes) copy.setAttribute(name, value);
    copy.textContent = script.textContent;
    copy.dataset.astroExec = '';
    ran.add(keyOf(script));
    script.replaceWith(copy);
  }
}

async function visit(address: string, isNew: boolean): Promise<void> {
  document.dispatchEvent(new Event('astro:before-preparation'));
  const html = await (await fetch(address)).text();
  const next = new DOMParser().parseFromString(html, 'text/html');
  document.dispatchEvent(new Event('astro:after-preparation'));
  const transition = document.startViewTransition(() => {
    document.dispatchEvent(new Event('astro:before-swap'));
    swap(next);
    if (isNew) history.pushState({}, '', address);
    document.dispatchEvent(new Event('astro:after-swap'));
  });
  // Nobody looks on, and a transition that is skipped says so.
  transition.ready.catch(() => {});
  transition.skipTransition();
  await transition.finished;
  runScripts();
  document.dispatchEvent(new Event('astro:page-load'));
}

let arrived = () => {};
addEventListener('popstate', () => void visit(location.href, false).then(() => arrived()));

/** Every tenth step is a step back and forth again. */
async function show(step: number): Promise<void> {
  await visit(`?visit=${step}`, true);
  if (step % 10 !== 0) return;
  for (const move of [() => history.back(), () => history.forward()]) {
    await new Promise<void>((resolve) => {
      arrived = resolve;
      move();
    });
  }
}

offerWalk({ show, movesItself: true });
