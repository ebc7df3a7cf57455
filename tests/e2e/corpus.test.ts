import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { createSwapper } from '../../widget/swap/swapper.ts';
import { launchBrowser } from '../support/browser.ts';
import { bundleForPage } from '../support/swap-page.ts';
import { CORPUS, type CorpusCase } from '../widget/corpus/cases.ts';

declare const swapping: { createSwapper: typeof createSwapper };

/** What stands around every case and never changes: numbers of others, and ours where nobody asked. */
const AROUND = [
  '<header title="+7 495 000-00-00">Since 1998, ИНН 7707083893 <a href="/84950000000">8 499 765-43-21</a></header>',
  '<footer><script type="application/ld+json">{"telephone":"+74950000000"}</script>12.05.2026, 10 000 ₽</footer>',
] as const;

interface Outcome {
  name: string;
  /** The document with the case in it as it came out, then after `destroy`. */
  shown: string;
  added: string;
  restored: string;
}

/** Plays every case in one page: standing there when the answer comes, and added by the page afterwards. */
async function play(page: Page, cases: readonly CorpusCase[]): Promise<Outcome[]> {
  return page.evaluate(
    async ({ cases, around: [before, after] }) => {
      const serialise = () => document.documentElement.outerHTML;
      const outcomes = [];
      for (const { name, html, swaps } of cases) {
        document.body.innerHTML = before + html + after;
        const early = swapping.createSwapper(document, () => {});
        early.show(swaps, { late: 'always', isRenewal: false });
        const shown = serialise();
        early.restore();
        const restored = serialise();

        document.body.innerHTML = before + after;
        const watching = swapping.createSwapper(document, () => {});
        watching.show(swaps, { late: 'always', isRenewal: false });
        document.querySelector('footer')?.insertAdjacentHTML('beforebegin', html);
        await Promise.resolve();
        const added = serialise();
        watching.restore();
        outcomes.push({ name, shown, added, restored });
      }
      return outcomes;
    },
    { cases, around: AROUND },
  );
}

describe('the corpus of formats and shapes, in Chromium', () => {
  let browser: Browser;
  let outcomes: Map<string, Outcome>;
  let wrap: (html: string) => string;

  beforeAll(async () => {
    const [script, launched] = await Promise.all([
      bundleForPage('widget/swap/swapper.ts', 'swapping'),
      launchBrowser(),
    ]);
    browser = launched;
    const page = await browser.newPage();
    await page.setContent('<!doctype html><title>Corpus</title>');
    await page.addScriptTag({ content: `${script};globalThis.swapping = swapping` });
    const all = await play(page, CORPUS);
    outcomes = new Map(all.map((outcome) => [outcome.name, outcome]));
    // The browser's own spelling of a piece of HTML, with everything that stands around it.
    const spelled = await page.evaluate(
      ({ pieces, around: [before, after] }) =>
        pieces.map((piece) => {
          document.body.innerHTML = before + piece + after;
          return document.documentElement.outerHTML;
        }),
      { pieces: CORPUS.flatMap(({ html, wanted }) => [html, wanted]), around: AROUND },
    );
    const pieces = CORPUS.flatMap(({ html, wanted }) => [html, wanted]);
    const byPiece = new Map(pieces.map((piece, i) => [piece, spelled[i] ?? '']));
    wrap = (html) => byPiece.get(html) ?? '';
  });
  afterAll(() => browser?.close());

  it('has at least 300 cases, each with a name of its own', () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(300);
    expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length);
  });

  it.each(CORPUS)('$name', ({ name, html, wanted }) => {
    const outcome = outcomes.get(name);
    expect(outcome?.shown, 'when the answer comes').toBe(wrap(wanted));
    expect(outcome?.added, 'when the page adds it').toBe(wrap(wanted));
    expect(outcome?.restored, 'when it is destroyed').toBe(wrap(html));
  });
});
