import type { createSwapper } from '../../widget/swap/swapper.ts';

declare const swapping: { createSwapper: typeof createSwapper };
declare const findAndReplaceDOMText: (root: Node, options: object) => void;
declare const Mark: new (root: Node) => { markRegExp(pattern: RegExp, options: object): void };

/** What may go over the page of the bench. Two of ours: by the number on the whole page, and by a selector. */
export const SIDES = [
  'TreeWalker read',
  'Ringlet',
  'Ringlet, by selector',
  'findAndReplaceDOMText',
  'mark.js',
] as const;
export type Side = (typeof SIDES)[number];

export interface PageShape {
  texts: number;
  /** Of our number, every second of them over two nodes. */
  numbers: number;
}

/** Runs in the page, and so names nothing outside itself. Puts 50 rows of 5 texts into each section. */
export function fillPage({ texts, numbers }: PageShape): void {
  const rows = Math.ceil(texts / 5);
  const every = Math.floor(rows / Math.max(numbers, 1));
  let html = '';
  for (let row = 0; row < rows; row++) {
    const isCall = numbers > 0 && row % every === Math.floor(every / 2);
    const number = row % 2 ? '8 (495) 000-00-00' : '<i>8 (495)</i> 000-00-00';
    if (row % 50 === 0) html += `${row ? '</ul></section>' : ''}<section><h2>Раздел</h2><ul>`;
    html += isCall
      ? `<li class="phone"><b>Звоните</b> ${number} <em>ежедневно</em> 9:00-21:00</li>`
      : `<li><b>Товар ${row}</b> <span>цена ${row * 37} ₽</span> <em>в наличии</em> купить</li>`;
  }
  document.body.innerHTML = `${html}</ul></section>`;
}

/** Runs in the page. Milliseconds until the whole page has been gone over, and how many numbers were changed. */
export async function goOver(side: Side): Promise<{ ms: number; changed: number }> {
  const gap = '[\\s()\\u00a0-]*';
  const ours = new RegExp(`(?:\\+?7|8)${gap}${'4950000000'.split('').join(gap)}`, 'g');
  const swap = (selectors: string[]) => ({
    office: 'a',
    selectors,
    replaces: ['+74950000000'],
    number: '+74951234567',
    kind: 'leased' as const,
    expiresInS: 600,
  });
  const show = (selectors: string[]) =>
    swapping.createSwapper(document, () => {}).show([swap(selectors)], { late: 'always', isRenewal: false });
  const sides: Record<Side, () => unknown> = {
    'TreeWalker read': () => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      let length = 0;
      while (walker.nextNode()) length += walker.currentNode.nodeValue?.length ?? 0;
      return length;
    },
    Ringlet: () => show([]),
    'Ringlet, by selector': () => show(['.phone']),
    findAndReplaceDOMText: () =>
      findAndReplaceDOMText(document.body, { find: ours, replace: '8 (495) 123-45-67', preset: 'prose' }),
    'mark.js': () => new Mark(document.body).markRegExp(ours, { acrossElements: true }),
  };
  const from = performance.now();
  await sides[side]();
  const ms = performance.now() - from;
  const changed =
    side === 'mark.js'
      ? new Set(Array.from(document.querySelectorAll('mark'), (mark) => mark.closest('li'))).size
      : (document.body.textContent?.split('123-45-67').length ?? 1) - 1;
  return { ms, changed };
}

export const WATCHERS = ['nobody', 'an empty observer', 'Ringlet', 'Ringlet, by selector'] as const;
export type Watcher = (typeof WATCHERS)[number];

/**
 * Runs in the page. Nanoseconds for each text that the page adds, the page's own work included: the mean of the quicker
 * half of all batches, since one batch is hardly longer than a few steps of the browser's clock.
 */
export async function watchAdditions({
  watcher,
  batches,
}: {
  watcher: Watcher;
  batches: number;
}): Promise<number> {
  const list = document.querySelector('ul') as Element;
  let stop = () => {};
  if (watcher === 'an empty observer') {
    const observer = new MutationObserver(() => {});
    observer.observe(document, {
      childList: true,
      subtree: true,
      characterData: true,
      attributeFilter: ['href'],
    });
    stop = () => observer.disconnect();
  } else if (watcher !== 'nobody') {
    const swapper = swapping.createSwapper(document, () => {});
    const selectors = watcher === 'Ringlet' ? [] : ['.phone'];
    const swap = { office: 'a', selectors, replaces: ['+74950000000'], number: '+74951234567' };
    await swapper.show([{ ...swap, kind: 'leased', expiresInS: 600 }], { late: 'always', isRenewal: false });
    stop = swapper.restore;
  }
  const samples: number[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const holder = document.createElement('ul');
    holder.innerHTML = Array.from(
      { length: 200 },
      (_, i) => `<li><b>Товар ${i}</b> <span>цена ${i * 37} ₽</span> <em>в наличии</em> купить</li>`,
    ).join('');
    const rows = Array.from(holder.children);
    const from = performance.now();
    for (const row of rows) list.append(row);
    // Observers report before what was asked for after them.
    await Promise.resolve();
    samples.push(performance.now() - from);
    for (const row of rows) row.remove();
    await new Promise((resolve) => setTimeout(resolve));
  }
  stop();
  const quicker = samples.sort((a, b) => a - b).slice(0, Math.ceil(samples.length / 2));
  return (quicker.reduce((sum, ms) => sum + ms, 0) / quicker.length) * (1e6 / (200 * 6));
}
